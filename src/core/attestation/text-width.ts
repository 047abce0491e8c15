// Advance widths of Noto Sans JP Bold, in thousandths of the font size, from U+0020 to U+007E. The regular weight is
// narrower, so this is an upper bound for both: enough to know that a line fits on a plate without a font at hand.
const widths = [
  227, 370, 507, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590,
  590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853,
  749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644,
  581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574, 511, 378,
  296, 378, 590,
]

/** How wide a line is at most, in the unit of `size`. Anything outside ASCII counts as full width. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, c) => sum + (widths[c.charCodeAt(0) - 0x20] ?? 1000), 0) * (size / 1000)
