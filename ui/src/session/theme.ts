import type { DeviceSettings } from "../bindings";

/** Puts the device's settings on the page, where the tokens read them. */
export function wear(device: DeviceSettings, root: HTMLElement): void {
  root.dataset.theme = device.theme;
  root.dataset.density = device.density;
}
