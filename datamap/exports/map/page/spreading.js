/* Positions in this order without overlap, as near to what is wished as can be: neighbours that would overlap are
   joined, and stand at the mean of their wishes. */
function spread(sizes, wishes, least) {
  const blocks = [];
  sizes.forEach((size_, index) => {
    let block = { size: size_, wish: Math.max(wishes[index], least), count: 1 };
    while (blocks.length && blocks.at(-1).wish + blocks.at(-1).size > block.wish) {
      const before = blocks.pop();
      const count = before.count + block.count;
      const wish = (before.wish * before.count + (block.wish - before.size) * block.count) / count;
      block = { size: before.size + block.size, wish: Math.max(wish, least), count };
    }
    blocks.push(block);
  });
  const tops = [];
  for (const { wish, count } of blocks) {
    let top = wish;
    for (const size_ of sizes.slice(tops.length, tops.length + count)) {
      tops.push(top);
      top += size_;
    }
  }
  return tops;
}

/* The same positions, moved up from the end as far as the column would otherwise hang below the others. */
function squeezed(sizes, tops, most) {
  const moved = [...tops];
  for (let index = sizes.length - 1; index >= 0; index -= 1) {
    most -= sizes[index];
    moved[index] = Math.min(moved[index], most);
  }
  return moved;
}
