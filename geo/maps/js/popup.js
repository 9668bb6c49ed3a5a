// The card of an event on the map, for pages that have no panel of their own for it.

import { eventCard, eventList } from "./cards.js";

const MARGIN_PX = 90;
const NARROW_PX = 720;
const HEIGHTS_PX = [160, 380];

/**
 * @param {L.Map} map @param {() => number} dockHeight pixels at the map's foot to keep clear of
 * @returns {{show: Function, hide: Function, list: Function, enter: Function}}
 */
export function createPopup(map, dockHeight) {
  let popup = null;

  /** Pixels to keep clear on the left; a narrow map hides its legend while a card is open. */
  function besideLegend() {
    const { x } = map.getSize();
    const legend = map.getContainer().querySelector(".tl-legend");
    return x > NARROW_PX && legend ? legend.offsetWidth + 24 : 14;
  }

  function hide() {
    popup?.remove();
    popup = null;
  }

  function open(content, latlng, up) {
    hide();
    const [least, most] = HEIGHTS_PX;
    popup = L.popup({
      className: "tl-popup", maxWidth: 340, minWidth: 220,
      maxHeight: Math.max(least, Math.min(most, map.getSize().y - MARGIN_PX - dockHeight())),
      offset: [0, 2 - up], autoPanPaddingTopLeft: [besideLegend(), 14],
      autoPanPaddingBottomRight: [14, 14 + dockHeight()],
    });
    popup.setLatLng(latlng);
    popup.setContent(content);
    popup.openOn(map);
  }

  const at = ({ x, y }) => map.unproject(L.point(x, y), map.getZoom());

  // Whoever was in a card that closes goes on from the map.
  map.on("popupclose", ({ popup: closed }) => {
    const { activeElement: at, body } = document;
    if (at !== body && !closed.getElement()?.contains(at)) return;
    map.getContainer().focus({ preventScroll: true });
  });

  return {
    hide,
    /** True while a list is open. */
    listing: () => Boolean(popup?.isOpen() && popup.getContent().matches(".tl-list")),
    /** Put the keyboard's focus on the first thing to be chosen in the open card. */
    enter: () => popup?.getElement()?.querySelector("button")?.focus({ preventScroll: true }),
    /** List the events of a place that has too many to be spread. */
    list(scene, glyph, choose) {
      const pick = (event) => {
        hide();
        choose(event);
      };
      open(eventList(scene, glyph, pick), at(glyph), glyph.diameter / 2);
    },
    /** Open the card of an event above its symbol. */
    show: (scene, event, glyph) => open(eventCard(scene, event), at(glyph), glyph.diameter / 2),
  };
}
