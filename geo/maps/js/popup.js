// The card of an event on the map, for pages that have no panel of their own for it.

import { eventCard } from "./cards.js";

const MARGIN_PX = 90;
const HEIGHTS_PX = [160, 380];

/**
 * @param {L.Map} map
 * @returns {{show: Function, hide: Function}}
 */
export function createPopup(map) {
  let popup = null;

  function hide() {
    popup?.remove();
    popup = null;
  }

  return {
    hide,
    /** Open the card of an event above its symbol. */
    show(scene, event, glyph) {
      hide();
      const [least, most] = HEIGHTS_PX;
      popup = L.popup({
        className: "tl-popup", maxWidth: 340, minWidth: 220,
        maxHeight: Math.max(least, Math.min(most, map.getSize().y - MARGIN_PX)),
        offset: [0, -glyph.diameter / 2 + 2], autoPanPadding: [14, 14],
      });
      popup.setLatLng(map.unproject(L.point(glyph.x, glyph.y), map.getZoom()));
      popup.setContent(eventCard(scene, event));
      popup.openOn(map);
    },
  };
}
