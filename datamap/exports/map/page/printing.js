/* On paper: A4 lying, columns as narrow as the sheet needs, no box cut by the end of a page, the tables behind. */
/* 277 by 190 mm, what margins of 10 mm leave of the sheet, in pixels of 1/96 inch. */
const SHEET = { width: 1046, height: 718 };

function startPrinting() {
  const narrow = (SHEET.width - 2 * EDGE) / columns.length;
  window.addEventListener("beforeprint", () => {
    Object.assign(measures, { width: Math.floor(narrow * 0.84), gutter: Math.floor(narrow * 0.16), page: SHEET.height });
    document.documentElement.classList.add("printing");
    document.getElementById("legend").open = true;
    document.getElementById("map").hidden = false;
    measures.above = document.getElementById("map").offsetTop;
    paint({ print: true });
  });
  window.addEventListener("afterprint", () => {
    Object.assign(measures, { width: WIDTH, gutter: GUTTER, page: 0 });
    document.documentElement.classList.remove("printing");
    paint();
  });
  document.getElementById("print").addEventListener("click", () => window.print());
}
