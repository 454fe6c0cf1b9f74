"use strict";
// The page of phones: a list on the left, one phone on the right, both read again when the sandbox says something changed.
(() => {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const $ = id => document.getElementById(id);
  const take = 50;
  const channels = ["zalo", "telegram", "sms", "zns", "messenger", "facebook"];
  // Shown once something happened there.
  const seldom = ["messenger", "facebook"];
  const state = { search: "", skip: 0, phone: null, channel: null, shown: new Set() };
  const clock = new Intl.DateTimeFormat(texts.Lang, { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  const day = new Intl.DateTimeFormat(texts.Lang, { day: "2-digit", month: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  const fullDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });

  // Builds an element; text always goes in as text, so a message can never become markup.
  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  const format = (text, value) => text.replace("{0}", value);
  const number = value => value.toLocaleString(texts.Lang);
  const initials = name => name.split(/\s+/).filter(Boolean).slice(-1)[0]?.slice(0, 1).toUpperCase() ?? "?";
  const hue = name => [...name].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 360, 7);
  // When: the time today, the date before.
  const when = at => fullDay.format(new Date(at)) === fullDay.format(new Date()) ? clock.format(new Date(at)) : day.format(new Date(at));

  function notice(text) {
    $("notice").textContent = text ?? "";
    $("notice").hidden = !text;
  }

  function face(element, name) {
    element.textContent = initials(name);
    element.style.setProperty("--hue", `hsl(${hue(name)} 45% 30%)`);
    return element;
  }

  async function ask(path, body) {
    const response = await fetch(path, body && {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      throw new Error(problem.detail ?? `${response.status}`);
    }
    return response.json();
  }

  async function act(action) {
    try {
      await ask("/sandbox/inbound", action);
      notice(null);
      return true;
    } catch (error) {
      notice(format(texts.Failed, error.message));
      return false;
    }
  }

  // ── The list ──
  async function refreshList() {
    const list = await ask(`/sandbox/phones?skip=${state.skip}&take=${take}&search=${encodeURIComponent(state.search)}`);
    for (const channel of channels) $(`count-${channel}`).textContent = number(list.counts[channel] ?? 0);
    for (const channel of seldom) $(`count-${channel}`).parentElement.hidden = !list.counts[channel];
    $("total").textContent = list.total ? format(texts.PhoneCount, number(list.total)) : state.search ? texts.NoMatch : texts.Empty;
    $("pager").hidden = list.total <= take;
    $("newer").disabled = state.skip === 0;
    $("older").disabled = state.skip + take >= list.total;
    $("page").textContent = `${number(state.skip + 1)}–${number(Math.min(state.skip + take, list.total))} / ${number(list.total)}`;
    const focused = document.activeElement?.dataset?.phone;
    $("list").replaceChildren(...list.phones.map(row));
    if (focused) $("list").querySelector(`[data-phone="${focused}"]`)?.focus();
    if (state.phone === null && list.phones.length && matchMedia("(min-width: 52.01rem)").matches) await open(list.phones[0].id);
  }

  function row(phone) {
    const last = phone.last;
    const words = !last ? "" : (last.mine ? `${texts.You}: ` : "") + said(last);
    return el("li", {}, el("button", {
      type: "button", class: "person", "data-phone": phone.id, "aria-current": phone.id === state.phone ? "true" : null,
      onclick: () => open(phone.id, true),
    },
      face(el("span", { class: "face", "aria-hidden": "true" }), phone.name),
      el("b", {}, phone.name),
      last ? el("time", { datetime: last.at }, when(last.at)) : el("span"),
      el("i", {}, words.replace(/\s+/g, " ")),
      el("span", { class: "marks", role: "img", "aria-label": phone.channels.join(", ") },
        ...phone.channels.map(channel => el("span", { class: `mark on-${channel}` })))));
  }

  const said = bubble => bubble.kind === "join" ? texts.DidJoin
    : bubble.kind === "leave" ? texts.DidLeave
    : bubble.text || bubble.fileName || (bubble.imageUrl ? texts.Picture : "");

  // ── The phone ──
  async function open(id, byHand) {
    if (id !== state.phone) { state.phone = id; state.channel = null; state.shown.clear(); $("text").value = ""; }
    for (const button of document.querySelectorAll(".person")) {
      if (Number(button.dataset.phone) === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    if (byHand) { document.body.classList.add("reading"); history.replaceState(null, "", `#${id}`); }
    await refreshPhone();
  }

  async function refreshPhone() {
    if (state.phone === null) return;
    const phone = await ask(`/sandbox/phones/${state.phone}`).catch(() => null);
    $("choose").hidden = !!phone;
    $("phone").hidden = !phone;
    if (!phone) { state.phone = null; return; }
    state.screen = phone;
    state.channel ??= phone.bubbles.at(-1)?.channel ?? channels.find(channel => channel in phone.addresses);
    face($("face"), phone.name);
    $("owner").textContent = phone.name;
    $("clock").textContent = clock.format(new Date());
    for (const channel of channels) tab(channel, phone);
    draw(phone);
  }

  function tab(channel, phone) {
    const button = $(`tab-${channel}`);
    const count = phone.bubbles.filter(bubble => bubble.channel === channel && !bubble.mine).length;
    button.disabled = !(channel in phone.addresses);
    button.hidden = button.disabled && seldom.includes(channel);
    button.setAttribute("aria-selected", channel === state.channel);
    button.tabIndex = channel === state.channel ? 0 : -1;
    const badge = button.querySelector(".badge");
    badge.textContent = count;
    badge.hidden = count === 0;
  }

  function draw(phone) {
    const channel = state.channel;
    $("phone").dataset.channel = channel;
    $("screen").setAttribute("aria-labelledby", `tab-${channel}`);
    $("address").textContent = phone.addresses[channel] ?? "";
    const left = phone.left.includes(channel);
    $("left").hidden = !left;
    const membership = { zalo: [texts.LeaveZalo, texts.JoinZalo], telegram: [texts.LeaveTelegram, texts.JoinTelegram] }[channel];
    $("membership").hidden = !membership;
    $("membership").textContent = membership?.[left ? 1 : 0] ?? "";
    // A template by telephone number cannot be answered.
    $("compose").hidden = channel === "zns";
    const bubbles = phone.bubbles.filter(bubble => bubble.channel === channel);
    const screen = $("screen");
    const atEnd = screen.scrollHeight - screen.scrollTop - screen.clientHeight < 60;
    const box = $("bubbles");
    // Only what is new is added, so that reading, focus and scrolling are not disturbed.
    if (box.dataset.of !== `${phone.id}/${channel}` || !bubbles.length || bubbles[0].seq > Number(box.dataset.first ?? 0)) {
      box.replaceChildren();
      state.shown.clear();
    }
    box.dataset.of = `${phone.id}/${channel}`;
    box.dataset.first = bubbles[0]?.seq ?? 0;
    const fresh = bubbles.filter(bubble => !state.shown.has(bubble.seq));
    if (fresh.length) box.querySelector(".empty")?.remove();
    for (const bubble of fresh) { state.shown.add(bubble.seq); box.append(render(bubble)); }
    if (!bubbles.length && !box.firstChild) box.append(el("p", { class: "empty" }, texts.NoMessages));
    if (fresh.length && (atEnd || fresh.length === bubbles.length || fresh.some(bubble => bubble.mine))) screen.scrollTop = screen.scrollHeight;
    if (channel === "zalo" && !document.hidden) look(phone, bubbles);
  }

  function render(bubble) {
    const time = el("time", { datetime: bubble.at }, when(bubble.at));
    if (bubble.kind === "join" || bubble.kind === "leave") return el("div", { class: "bubble note" }, said(bubble), time);
    const parts = [];
    if (!bubble.mine && bubble.channel === "sms") parts.push(el("div", { class: "from" }, bubble.from));
    if (bubble.imageUrl) {
      const image = el("img", { src: bubble.imageUrl, alt: texts.Picture, onload: () => { $("screen").scrollTop = $("screen").scrollHeight; } });
      parts.push(image);
    }
    if (bubble.text) parts.push(el("div", { class: "words" }, bubble.text));
    if (bubble.fileUrl) parts.push(el("div", { class: "keys" }, el("a", { href: bubble.fileUrl, target: "_blank", rel: "noopener noreferrer" }, `📄 ${bubble.fileName}`)));
    if (bubble.asksForContact) parts.push(el("div", { class: "keys" }, el("button", { type: "button", onclick: () => share(bubble) }, texts.Share)));
    if (bubble.buttons?.length) parts.push(el("div", { class: "keys" }, ...bubble.buttons.map((button, index) => key(bubble, button, index))));
    return el("div", { class: bubble.mine ? "bubble mine" : "bubble" }, ...parts, time);
  }

  function key(bubble, button, index) {
    if (button.url) {
      return /^(https?|tel|sms):/i.test(button.url)
        ? el("a", { href: button.url, target: "_blank", rel: "noopener noreferrer", title: `${button.title}: ${texts.OpensLink}` }, `${button.title} ↗`)
        : el("span", {}, button.title);
    }
    return el("button", {
      type: "button",
      onclick: () => act({ channel: bubble.channel, from: state.screen.addresses[bubble.channel], event: "tap", message: bubble.seq, button: index }),
    }, button.title);
  }

  // The form: both fields come filled with what the phone knows, as Zalo's does.
  function share(bubble) {
    const name = prompt(texts.ShareName, state.screen.name);
    const phone = name && prompt(texts.SharePhone, state.screen.addresses.sms ?? "");
    if (phone) act({ channel: bubble.channel, from: state.screen.addresses[bubble.channel], event: "share", name, phone });
  }

  // A Zalo message on the screen is a seen one.
  function look(phone, bubbles) {
    for (const bubble of bubbles) {
      if (bubble.mine || bubble.seen) continue;
      bubble.seen = true;
      act({ channel: "zalo", from: phone.addresses.zalo, event: "seen", message: bubble.seq });
    }
  }

  // ── What the hand does ──
  $("search-form").addEventListener("submit", event => event.preventDefault());
  let typing;
  $("search").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.search = $("search").value; state.skip = 0; refreshList(); }, 200);
  });
  async function turn(step) {
    state.skip = Math.max(0, state.skip + step * take);
    await refreshList();
    $("list").firstElementChild?.scrollIntoView({ block: "center" });
  }
  $("newer").addEventListener("click", () => turn(-1));
  $("older").addEventListener("click", () => turn(1));
  $("back").addEventListener("click", () => document.body.classList.remove("reading"));
  for (const channel of channels) {
    $(`tab-${channel}`).addEventListener("click", () => { state.channel = channel; refreshPhone(); });
    $(`tab-${channel}`).addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const usable = channels.filter(other => !$(`tab-${other}`).disabled);
      const next = usable[(usable.indexOf(channel) + step + usable.length) % usable.length];
      state.channel = next;
      $(`tab-${next}`).focus();
      refreshPhone();
    });
  }
  $("membership").addEventListener("click", () => {
    const left = state.screen.left.includes(state.channel);
    act({ channel: state.channel, from: state.screen.addresses[state.channel], event: left ? "join" : "leave" });
  });
  $("compose").addEventListener("submit", async event => {
    event.preventDefault();
    const text = $("text").value.trim();
    if (text && await act({ channel: state.channel, from: state.screen.addresses[state.channel], text })) $("text").value = "";
  });

  // ── Live ──
  let refreshing = false;
  let again = false;
  // One reading at a time; what changed meanwhile causes one more.
  async function refresh() {
    if (refreshing) { again = true; return; }
    refreshing = true;
    try {
      await refreshList();
      await refreshPhone();
    } catch { /* the stream's own error shows that the sandbox is away */ }
    refreshing = false;
    if (again) { again = false; refresh(); }
  }

  const wanted = Number.parseInt(location.hash.slice(1), 10);
  if (Number.isInteger(wanted)) { state.phone = wanted; document.body.classList.add("reading"); }
  refresh();
  const live = new EventSource("/sandbox/live");
  live.onmessage = () => { notice(null); refresh(); };
  live.onerror = () => notice(texts.Offline);
})();
