
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const page = document.getElementById("report");
  const CELL = 20, MAX_HEAD = 260, NAMES = ["as-desired", "pending", "drifted", "unverifiable"];
  const letterOf = data.states.map((state) => state[0]);

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") element.className = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  // Texts become text nodes, and nothing else.
  function pieces(line) {
    const parts = [];
    for (let i = 2; i < line.length; i += 2) {
      const text = line[i + 1];
      parts.push(line[i] === "[-" ? make("del", {}, text) : line[i] === "{+" ? make("ins", {}, text) : text);
    }
    return line[1] === 1 ? [make("code", {}, ...parts)] : parts;
  }

  function list(lines) {
    const items = make("dl");
    for (const line of lines) items.append(make("dt", {}, line[0]), make("dd", {}, ...pieces(line)));
    return items;
  }

  function plural(count, one) {
    return count.toLocaleString("en") + " " + one + (count === 1 ? "" : "s");
  }

  page.append(
    make("h1", { class: data.good ? "good" : "bad" }, make("strong", {}, data.banner), data.subject));
  if (data.facts.length > 0) {
    page.append(make("details", {}, make("summary", {}, "Details of the check"), list(data.facts)));
  }

  if (data.next.length > 0) {
    page.append(make("p", { class: "next" }, "Next: ",
        ...data.next.flatMap((line, i) => i === 0 ? pieces(line) : [" · ", ...pieces(line)])));
  }

  const detail = make("section", { id: "detail", "aria-live": "polite", "aria-label": "Details", tabindex: "-1" });
  let pressed = -1;
  const buttons = [];
  let redraw = () => {};

  function showProblem(heading, state, number) {
    detail.replaceChildren(make("h2", {}, heading));
    if (state !== null) detail.append(make("p", {}, data.states[state][0] + "  " + data.states[state][1]));
    if (number >= 0) {
      const problem = data.problems[number];
      detail.append(make("p", {}, make("strong", {}, problem.code), " (" + problem.kind + "), " +
          plural(problem.places.length, "place")));
      detail.append(list(problem.lines));
      const shown = problem.places.slice(0, 200);
      const more = problem.places.length - shown.length;
      detail.append(make("details", {}, make("summary", {}, "Every place with exactly this"),
          make("pre", {}, shown.join("\n") + (more > 0 ? "\nand " + more + " more" : ""))));
    }
    detail.scrollTop = 0;
  }

  function showGroup(number) {
    const problem = data.problems[number];
    showProblem(problem.places.length === 1 ? problem.places[0] : problem.code, null, number);
  }

  function press(number) {
    pressed = number;
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === number)));
    redraw();
  }

  const rest = [];
  if (data.problems.length > 0) {
    const groups = make("ol", { class: "groups", id: "groups" });
    data.problems.forEach((problem, number) => {
      const brief = problem.lines[problem.brief];
      const button = make("button", { type: "button", "aria-pressed": "false" },
          make("span", { class: "code" }, problem.code),
          make("span", { class: "count" }, problem.places.length === 1 ? problem.places[0] : plural(problem.places.length, "place")),
          make("span", { class: "brief" }, ...(brief ? [brief[0] === "" ? "" : brief[0] + ": ", ...pieces(brief)] : [])));
      button.addEventListener("click", () => {
        press(number === pressed ? -1 : number);
        showGroup(number);
      });
      buttons.push(button);
      groups.append(make("li", {}, button));
    });
    rest.push(make("h2", {}, data.problems.length === 1 ? "What differs"
        : "What differs: " + plural(data.problems.length, "group") + " of the same difference"), groups);
  }

  if (data.map) {
    drawMap(data.map);
  } else if (data.problems.length > 0) {
    page.append(make("div", { class: "split" }, make("div", {}, ...rest), detail));
    buttons[0].click();
  }
  if (data.map) page.append(...rest);

  function drawMap(map) {
    const rowsAll = map.places.length, columnsAll = map.tables.length;
    // For each distinct row the problem of each cell; -1 where there is none.
    const patterns = map.patterns.map((pattern) => {
      const letters = pattern[0], states = new Int8Array(columnsAll), problems = new Int32Array(columnsAll).fill(-1);
      let at = 1, left = at < pattern.length ? pattern[2] : 0;
      for (let c = 0; c < columnsAll; c++) {
        states[c] = letterOf.indexOf(letters[c]);
        if (states[c] > 0) {
          while (left === 0) { at += 2; left = pattern[at + 1]; }
          problems[c] = pattern[at];
          left--;
        }
      }
      return { states, problems };
    });
    const of = (row) => patterns[map.rows[row]];
    const counts = data.states.map(() => 0);
    for (let r = 0; r < rowsAll; r++) for (const state of of(r).states) if (state >= 0) counts[state]++;

    const filter = make("input", { type: "search", id: "filter", placeholder: "Filter shards and tables  ( / )",
      "aria-label": "Filter shards and tables", autocomplete: "off", spellcheck: "false" });
    const tools = make("div", { class: "tools" }, filter);
    const boxes = data.states.map((state, i) => {
      const box = make("input", { type: "checkbox", id: "state-" + NAMES[i] });
      box.checked = true;
      const swatch = make("span", { class: "swatch", "aria-hidden": "true" }, state[0]);
      swatch.style.background = "var(--" + NAMES[i] + ")";
      swatch.style.color = "var(--" + NAMES[i] + "-ink)";
      tools.append(make("label", { class: "state" }, box, swatch, state[1] + " (" + counts[i].toLocaleString("en") + ")"));
      return box;
    });
    const status = make("span", { id: "status", role: "status" });
    tools.append(status);

    const canvas = make("canvas", { "aria-hidden": "true" });
    const extent = make("div", { class: "extent" });
    const grid = make("div", { id: "grid", tabindex: "0", role: "application",
      "aria-label": "Map of shards and tables. Arrow keys move, Enter shows the difference." }, canvas, extent);
    // What is under the cursor in words: a canvas says nothing to those who do not see it.
    const under = make("p", { id: "cursor", role: "status" });
    const split = make("div", { class: "split" }, make("div", {}, grid, under), detail);
    const hint = make("p", { class: "hint" }, "Choose a cell with the mouse, or with the arrow keys and Enter. " +
        "N goes to the next one that differs, / to the filter.");
    // Whoever opens the page sees at once what is wrong, before anything is chosen.
    if (data.problems.length > 0) showGroup(0);
    detail.append(hint);
    page.append(tools, split);

    const context = canvas.getContext("2d");
    context.font = "12px sans-serif";
    const widest = (names) => names.reduce((wide, name) => name.length > wide.length ? name : wide, "");
    const headWidth = Math.min(MAX_HEAD, Math.ceil(context.measureText(widest(map.places)).width) + 20);
    const headHeight = Math.min(180, Math.ceil(context.measureText(widest(map.tables)).width) + 20);
    let rows = [], columns = [], cursor = { row: 0, column: 0 }, queued = false, colours = {};

    function readColours() {
      const style = getComputedStyle(document.documentElement);
      for (const name of ["ground", "panel", "ink", "faint", "line", "focus",
        ...NAMES, ...NAMES.map((state) => state + "-ink")]) {
        colours[name] = style.getPropertyValue("--" + name).trim();
      }
    }

    function applyFilter() {
      const words = filter.value.toLowerCase().split(/\s+/).filter((word) => word !== "").slice(0, 30);
      const all = (1 << words.length) - 1;
      const mask = (name) => words.reduce((bits, word, i) => name.toLowerCase().includes(word) ? bits | (1 << i) : bits, 0);
      const rowMask = map.places.map(mask), columnMask = map.tables.map(mask);
      const on = boxes.map((box) => box.checked);
      const usedColumn = new Uint8Array(columnsAll);
      rows = [];
      for (let r = 0; r < rowsAll; r++) {
        const states = of(r).states;
        let used = false;
        for (let c = 0; c < columnsAll; c++) {
          if (states[c] >= 0 && on[states[c]] && (rowMask[r] | columnMask[c]) === all) {
            usedColumn[c] = 1;
            used = true;
          }
        }
        if (used) rows.push(r);
      }
      columns = [];
      for (let c = 0; c < columnsAll; c++) if (usedColumn[c]) columns.push(c);
      cursor = { row: 0, column: 0 };
      under.textContent = "";
      status.textContent = rows.length.toLocaleString("en") + " of " + plural(rowsAll, "place") + ", " +
          columns.length.toLocaleString("en") + " of " + plural(columnsAll, "table");
      extent.style.width = headWidth + columns.length * CELL + 8 + "px";
      extent.style.height = headHeight + rows.length * CELL + 8 + "px";
      grid.style.height = Math.min(headHeight + rows.length * CELL + 26, Math.max(260, innerHeight * 0.68)) + "px";
      draw();
    }

    function draw() {
      if (queued) return;
      queued = true;
      requestAnimationFrame(() => { queued = false; paint(); });
    }

    function clipped(text, room) {
      if (context.measureText(text).width <= room) return text;
      let cut = text.length;
      while (cut > 1 && context.measureText(text.slice(0, cut) + "…").width > room) cut--;
      return text.slice(0, cut) + "…";
    }

    function paint() {
      const width = grid.clientWidth, height = grid.clientHeight, scale = devicePixelRatio || 1;
      if (canvas.width !== width * scale || canvas.height !== height * scale) {
        canvas.width = width * scale;
        canvas.height = height * scale;
        canvas.style.width = width + "px";
        canvas.style.height = height + "px";
        // The canvas sticks to the corner; its extent must not add to what is scrolled.
        canvas.style.marginBottom = -height + "px";
      }
      const left = grid.scrollLeft, top = grid.scrollTop;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.fillStyle = colours.ground;
      context.fillRect(0, 0, width, height);
      const on = boxes.map((box) => box.checked);
      const firstRow = Math.floor(top / CELL), lastRow = Math.min(rows.length, firstRow + Math.ceil(height / CELL) + 1);
      const firstColumn = Math.floor(left / CELL), lastColumn = Math.min(columns.length, firstColumn + Math.ceil(width / CELL) + 1);
      context.textBaseline = "middle";
      context.textAlign = "center";
      context.font = "700 11px ui-monospace, 'DejaVu Sans Mono', monospace";
      for (let i = firstRow; i < lastRow; i++) {
        const pattern = of(rows[i]), y = headHeight + i * CELL - top;
        for (let j = firstColumn; j < lastColumn; j++) {
          const state = pattern.states[columns[j]];
          if (state < 0 || !on[state]) continue;
          const x = headWidth + j * CELL - left;
          const dim = pressed >= 0 && pattern.problems[columns[j]] !== pressed;
          context.globalAlpha = dim ? 0.3 : 1;
          context.fillStyle = colours[NAMES[state]];
          context.fillRect(x + 1, y + 1, CELL - 2, CELL - 2);
          context.fillStyle = colours[NAMES[state] + "-ink"];
          context.fillText(letterOf[state], x + CELL / 2, y + CELL / 2 + 1);
          if (state === 2) {
            // Drift has a bar too: letters are small, and colours are not for everyone.
            context.fillRect(x + 1, y + CELL - 4, CELL - 2, 3);
          }
        }
      }
      context.globalAlpha = 1;
      context.fillStyle = colours.ground;
      context.fillRect(0, 0, width, headHeight);
      context.fillRect(0, 0, headWidth, height);
      context.font = "12px system-ui, sans-serif";
      context.textAlign = "left";
      for (let i = firstRow; i < lastRow; i++) {
        const y = headHeight + i * CELL - top + CELL / 2;
        if (y < headHeight - CELL / 2 + 1) continue;
        context.fillStyle = i === cursor.row ? colours.ink : colours.faint;
        context.fillText(clipped(map.places[rows[i]], headWidth - 14), 8, y);
      }
      context.fillStyle = colours.ground;
      context.fillRect(0, 0, headWidth, headHeight);
      for (let j = firstColumn; j < lastColumn; j++) {
        const x = headWidth + j * CELL - left + CELL / 2;
        if (x < headWidth) continue;
        context.save();
        context.translate(x, headHeight - 8);
        context.rotate(-Math.PI / 2);
        context.fillStyle = j === cursor.column ? colours.ink : colours.faint;
        context.fillText(clipped(map.tables[columns[j]], headHeight - 14), 0, 0);
        context.restore();
      }
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(headWidth - 0.5, 0);
      context.lineTo(headWidth - 0.5, height);
      context.moveTo(0, headHeight - 0.5);
      context.lineTo(width, headHeight - 0.5);
      context.stroke();
      const x = headWidth + cursor.column * CELL - left, y = headHeight + cursor.row * CELL - top;
      if (rows.length > 0 && columns.length > 0 && x >= headWidth && y >= headHeight) {
        context.strokeStyle = colours.focus;
        context.lineWidth = 2;
        context.strokeRect(x + 1, y + 1, CELL - 2, CELL - 2);
      }
    }

    function stateAt(row, column) {
      const state = of(row).states[column];
      return state < 0 ? "does not belong here" : data.states[state][1];
    }

    function show() {
      if (rows.length === 0 || columns.length === 0) return;
      const row = rows[cursor.row], column = columns[cursor.column];
      const state = of(row).states[column], heading = map.places[row] + "." + map.tables[column];
      if (state < 0) {
        detail.replaceChildren(make("h2", {}, heading), make("p", {}, "The table does not belong here."));
      } else {
        showProblem(heading, state, of(row).problems[column]);
      }
    }

    function moveTo(row, column) {
      cursor = { row: Math.max(0, Math.min(rows.length - 1, row)), column: Math.max(0, Math.min(columns.length - 1, column)) };
      const x = cursor.column * CELL, y = cursor.row * CELL;
      const roomX = grid.clientWidth - headWidth - CELL, roomY = grid.clientHeight - headHeight - CELL;
      grid.scrollLeft = Math.max(Math.min(grid.scrollLeft, x), x - roomX);
      grid.scrollTop = Math.max(Math.min(grid.scrollTop, y), y - roomY);
      if (rows.length > 0 && columns.length > 0) {
        const at = rows[cursor.row], table = columns[cursor.column];
        under.textContent = map.places[at] + "." + map.tables[table] + ": " + stateAt(at, table);
      }
      draw();
    }

    function next() {
      const total = rows.length * columns.length, start = cursor.row * columns.length + cursor.column;
      for (let step = 1; step <= total; step++) {
        const at = (start + step) % total, row = Math.floor(at / columns.length), column = at % columns.length;
        if (of(rows[row]).states[columns[column]] > 1) {
          moveTo(row, column);
          show();
          return;
        }
      }
    }

    grid.addEventListener("keydown", (event) => {
      const page = Math.max(1, Math.floor((grid.clientHeight - headHeight) / CELL) - 1);
      const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (moves[event.key]) moveTo(cursor.row + moves[event.key][0], cursor.column + moves[event.key][1]);
      else if (event.key === "Home") moveTo(cursor.row, 0);
      else if (event.key === "End") moveTo(cursor.row, columns.length - 1);
      else if (event.key === "Enter" || event.key === " ") show();
      else if (event.key === "n" || event.key === "N") next();
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && document.activeElement !== filter) {
        filter.focus();
        event.preventDefault();
      } else if (event.key === "Escape" && document.activeElement === filter) {
        filter.value = "";
        applyFilter();
        grid.focus();
      }
    });
    canvas.addEventListener("click", (event) => {
      const box = canvas.getBoundingClientRect();
      const x = event.clientX - box.left, y = event.clientY - box.top;
      if (x < headWidth || y < headHeight) return;
      const row = Math.floor((y - headHeight + grid.scrollTop) / CELL), column = Math.floor((x - headWidth + grid.scrollLeft) / CELL);
      if (row >= rows.length || column >= columns.length) return;
      grid.focus({ preventScroll: true });
      moveTo(row, column);
      show();
    });
    canvas.addEventListener("mousemove", (event) => {
      const box = canvas.getBoundingClientRect();
      const row = Math.floor((event.clientY - box.top - headHeight + grid.scrollTop) / CELL);
      const column = Math.floor((event.clientX - box.left - headWidth + grid.scrollLeft) / CELL);
      const inside = event.clientY - box.top >= headHeight && event.clientX - box.left >= headWidth;
      canvas.title = inside && row < rows.length && column < columns.length
          ? map.places[rows[row]] + "." + map.tables[columns[column]] : "";
    });
    filter.addEventListener("input", applyFilter);
    boxes.forEach((box) => box.addEventListener("change", applyFilter));
    grid.addEventListener("scroll", draw);
    addEventListener("resize", applyFilter);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); draw(); });
    redraw = draw;
    readColours();
    applyFilter();
  }
})();
