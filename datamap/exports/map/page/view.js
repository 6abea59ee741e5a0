/* How the map is looked at: larger, smaller, moved by hand, in light or dark. */
const LEAST_ZOOM = 20;
const MOST_ZOOM = 300;
let size = { width: 1, height: 1 };
let zoomed = 1;

function fitZoom() {
  const width = document.getElementById("map").clientWidth - 2;
  const least = width < 700 ? 85 : 60;
  return Math.round(Math.min(Math.max((100 * width) / size.width, least), 110));
}

function applyZoom(percent) {
  zoomed = (percent || fitZoom()) / 100;
  const stage = document.getElementById("stage");
  const room = document.getElementById("room");
  stage.style.transform = `scale(${zoomed})`;
  room.style.width = `${size.width * zoomed}px`;
  room.style.height = `${size.height * zoomed}px`;
  document.getElementById("zoom-now").textContent = `${Math.round(zoomed * 100)}%`;
  holdTitles();
}

/* The titles of the columns stay at the top of the window; the stage is scaled, which sticky positions do not reckon with. */
function holdTitles() {
  const scrolled = document.getElementById("map").scrollTop / zoomed;
  document.getElementById("stage").style.setProperty("--scrolled", `${scrolled}px`);
}

/* Zoom, and keep what is below this place of the window there. */
function zoomTo(percent, x, y) {
  const map = document.getElementById("map");
  const bounds = map.getBoundingClientRect();
  const [left, top] = [(x ?? bounds.left + bounds.width / 2) - bounds.left, (y ?? bounds.top + bounds.height / 2) - bounds.top];
  const [mapX, mapY] = [(map.scrollLeft + left) / zoomed, (map.scrollTop + top) / zoomed];
  change({ zoom: percent && Math.min(Math.max(Math.round(percent), LEAST_ZOOM), MOST_ZOOM) });
  map.scrollLeft = mapX * zoomed - left;
  map.scrollTop = mapY * zoomed - top;
}

function startPan(map) {
  let from = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType === "mouse" && !event.target.closest("button")) {
      from = { x: event.clientX + map.scrollLeft, y: event.clientY + map.scrollTop, moved: false };
    }
  });
  map.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top] = [from.x - event.clientX, from.y - event.clientY];
    if (Math.abs(left - map.scrollLeft) + Math.abs(top - map.scrollTop) > 3) {
      from.moved = true;
      map.setPointerCapture(event.pointerId);
      map.classList.add("moving");
    }
    if (from.moved) map.scrollTo(left, top);
  });
  const end = () => {
    map.classList.remove("moving");
    setTimeout(() => { from = null; });
  };
  map.addEventListener("pointerup", end);
  map.addEventListener("pointercancel", end);
  return () => from?.moved === true;
}

function startView() {
  const map = document.getElementById("map");
  const wasMoved = startPan(map);
  map.addEventListener("click", (event) => {
    if (wasMoved() || event.target.closest("button")) return;
    const bounds = document.getElementById("stage").getBoundingClientRect();
    const [x, y] = [(event.clientX - bounds.left) / zoomed, (event.clientY - bounds.top) / zoomed];
    const link = arrowAt(x, y, lastLit.links);
    if (link !== undefined) choose({ link });
  });
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(zoomed * 100 * Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
  }, { passive: false });
  document.getElementById("zoom-in").addEventListener("click", () => zoomTo(zoomed * 125));
  document.getElementById("zoom-out").addEventListener("click", () => zoomTo(zoomed * 80));
  document.getElementById("zoom-fit").addEventListener("click", () => zoomTo(0));
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "+") zoomTo(zoomed * 125);
    else if (event.key === "-") zoomTo(zoomed * 80);
    else if (event.key === "0") zoomTo(0);
    else return;
    event.preventDefault();
  });
  document.getElementById("theme").addEventListener("change", (event) => {
    if (event.target.value) document.documentElement.dataset.theme = event.target.value;
    else delete document.documentElement.dataset.theme;
  });
  let waits = false;
  map.addEventListener("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      holdTitles();
      paintArrows();
    });
  }, { passive: true });
  window.addEventListener("resize", () => {
    applyZoom(state.zoom);
    paintArrows();
  });
}
