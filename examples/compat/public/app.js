const form = document.querySelector("#ask");
const message = document.querySelector("#message");
const table = document.querySelector("#answer");
const recent = document.querySelector("#recent");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  lookUp(form.elements.feature.value.trim());
});

async function lookUp(feature) {
  form.elements.feature.value = feature;
  const [area, ...name] = feature.split(".");
  if (name.length === 0) {
    table.hidden = true;
    message.textContent = "Write an area and a name, such as css.properties.grid.";
    return;
  }
  const response = await fetch(
    `/api/features/${encodeURIComponent(area)}/${encodeURIComponent(name.join("."))}`,
  );
  const body = await response.json();
  table.hidden = !response.ok;
  message.textContent = response.ok ? "" : body.detail;
  if (!response.ok) return;
  table.caption.textContent = body.feature;
  table.tBodies[0].replaceChildren(...body.browsers.map(row));
  await showRecent();
}

function row({ browser, support, since }) {
  const row = document.createElement("tr");
  const name = browser.replaceAll("_", " ");
  for (const text of [name, support, since ?? "–"]) row.insertCell().textContent = text;
  row.cells[1].className = support;
  return row;
}

async function showRecent() {
  const features = await (await fetch("/api/recent")).json();
  recent.hidden = features.length === 0;
  recent.querySelector("ul").replaceChildren(
    ...features.map((feature) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${encodeURIComponent(feature)}`;
      link.textContent = feature;
      link.addEventListener("click", () => lookUp(feature));
      item.append(link);
      return item;
    }),
  );
}

lookUp(featureIn(location.hash) ?? form.elements.feature.value);

/** The feature that a link names, such as `#css.properties.gap`; none if it is no valid percent-encoding. */
function featureIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}
