import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { decodeSharedRun } from "../../contract/share-link.ts";
import { resultOf } from "../testing/answers.ts";
import { button, dialog } from "../testing/find.ts";
import { openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { pixelsOf, readQr } from "../testing/read-qr.ts";
import { show } from "../testing/show.tsx";
import { watchFiles } from "../testing/watch-downloads.ts";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { PictureDialog } from "./picture-dialog.tsx";
import ShareDialog from "./share-dialog.tsx";

const { picture: words, sharing } = enLate;
/** No two words alike: what repeats itself takes little of a link. */
const LONG = Array.from({ length: 300 }, (_, place) => ` ${(place * 7919 * 104_729).toString(36)}`).join("");
const close = vi.fn();

afterEach(() => {
  vi.restoreAllMocks();
  close.mockReset();
});

const showDialog = async (result = resultOf("life", " is not", 42)) =>
  show(<PictureDialog onClose={close} />, await openWrittenPage(result));
const radio = (name: string) => page.getByRole("radio", { name });
const drawn = () => expect.element(button(words.save)).toHaveAttribute("aria-disabled", "false");

/** Saves the picture as the visitor would. */
async function save(): Promise<File> {
  await drawn();
  const files = watchFiles();
  await button(words.save).click();
  const [file] = await files();
  if (file === undefined) throw new Error("Nothing was saved.");
  return file;
}

async function openedBy(file: Blob) {
  const decoded = decodeSharedRun(new URL(await readQr(file)).hash);
  return decoded?.ok ? decoded.value : undefined;
}

describe("PictureDialog", () => {
  it("is opened over the share dialog, and closed without it, by keys", async () => {
    await show(<ShareDialog onClose={close} />, await openWrittenPage());
    button(sharing.picture).element().focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(dialog(words.title)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(dialog(words.title)).not.toBeInTheDocument();
    await expect.element(button(sharing.picture)).toHaveFocus();
    expect(close).not.toHaveBeenCalled();
  });

  it("saves a picture whose code opens the very text", async () => {
    await showDialog();
    const file = await save();
    expect(file.name).toBe("picture-1080x1080.png");
    expect(await openedBy(file)).toMatchObject({ prompt: "life", parameters: { seed: 42 }, output: [" is not"] });
    await expect.element(page.getByText(words.saved(file.name))).toHaveAttribute("aria-live", "polite");
  });

  it("says the sentence to those who do not see it, and copies it for where the picture goes", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await showDialog();
    await expect.element(page.getByRole("img", { name: "life is not", exact: true })).toBeVisible();
    await button(words.copyAlt).click();
    expect(write).toHaveBeenCalledWith("life is not");
  });

  it("draws it anew in another size, style and colours, by keys alone", async () => {
    await showDialog();
    const before = await pixelsOf(await save());
    radio(words.sizes.square).element().focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await expect.element(radio(words.sizes.story)).toBeChecked();
    await userEvent.keyboard("{Tab}{ArrowRight}");
    await expect.element(radio(words.styles.poster)).toBeChecked();
    await radio(words.schemes.dark).click();
    const file = await save();
    expect(file.name).toBe("picture-1080x1920.png");
    const { width, height, data } = await pixelsOf(file);
    expect([width, height]).toEqual([1080, 1920]);
    expect(data.slice(4 * 540, 4 * 540 + 3)).not.toEqual(before.data.slice(4 * 540, 4 * 540 + 3));
    expect(await openedBy(file)).toMatchObject({ output: [" is not"] });
  });

  it("draws the text that is chosen among several", async () => {
    const result = resultOf("life", " is");
    const [sample] = result.samples;
    if (sample === undefined) throw new Error("There is no sample.");
    await showDialog({ ...result, samples: [sample, { ...sample, text: " was" }] });
    await radio(en.sample(2)).click();
    await expect.element(page.getByRole("img", { name: "life was", exact: true })).toBeVisible();
  });

  it("copies the picture", async () => {
    const write = vi.spyOn(navigator.clipboard, "write").mockResolvedValue();
    await showDialog();
    await drawn();
    await button(words.copy).click();
    await expect.element(page.getByText(en.copied)).toBeVisible();
    const [item] = write.mock.calls[0]?.[0] ?? [];
    expect(await openedBy((await item?.getType("image/png")) ?? new Blob())).toMatchObject({ prompt: "life" });
  });

  it("says what to do where the browser does not let the picture be copied", async () => {
    vi.spyOn(navigator.clipboard, "write").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    await showDialog();
    await drawn();
    await button(words.copy).click();
    await expect.element(page.getByText(words.notCopied)).toBeVisible();
  });

  it("has no button for what the browser cannot do", async () => {
    vi.stubGlobal("ClipboardItem", undefined);
    await showDialog();
    await drawn();
    await expect.element(button(words.copy)).not.toBeInTheDocument();
    vi.unstubAllGlobals();
  });

  it("hands the file to the system's sheet where that takes it, and is quiet where the visitor closes it", async () => {
    const shared: ShareData[] = [];
    const results = [
      Promise.resolve(),
      Promise.reject(new DOMException("", "AbortError")),
      Promise.reject(new Error()),
    ];
    for (const result of results) result.catch(() => undefined);
    Object.assign(navigator, {
      canShare: () => true,
      share: (data: ShareData) => {
        shared.push(data);
        return results[shared.length - 1];
      },
    });
    await showDialog();
    await drawn();
    await button(sharing.send).click();
    await button(sharing.send).click();
    await expect.element(page.getByText(words.notSent)).not.toBeInTheDocument();
    await button(sharing.send).click();
    await expect.element(page.getByText(words.notSent)).toBeVisible();
    expect(await openedBy(shared[0]?.files?.[0] ?? new Blob())).toMatchObject({ output: [" is not"] });
    Reflect.deleteProperty(navigator, "canShare");
    Reflect.deleteProperty(navigator, "share");
  });

  it("says that the code opens the prompt alone where a link with the text is too long", async () => {
    await showDialog(resultOf("life", LONG, 42));
    await expect.element(page.getByText(words.qrForm)).toBeVisible();
    expect(await openedBy(await save())).toEqual({ prompt: "life", parameters: { seed: 42 } });
  });

  it("says that there is no code where no link is short enough", async () => {
    await showDialog(resultOf(LONG, " is not"));
    await expect.element(page.getByText(words.qrNone)).toBeVisible();
    await expect(readQr(await save())).rejects.toThrow();
  });

  it("shows the title where there is no sentence yet", async () => {
    await show(<PictureDialog onClose={close} />, await openReadyPage());
    await expect.element(page.getByRole("img", { name: "Quotes", exact: true })).toBeVisible();
  });

  it("says so where the browser makes no picture, or gives other pixels than were drawn", async () => {
    const make = vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done) => done(null));
    const first = await show(<PictureDialog onClose={close} />, openPage());
    await expect.element(page.getByRole("alert")).toHaveTextContent(words.refused);
    await first.unmount();
    make.mockRestore();
    vi.spyOn(CanvasRenderingContext2D.prototype, "getImageData").mockImplementation(() => new ImageData(4, 1));
    await show(<PictureDialog onClose={close} />, openPage());
    await expect.element(page.getByRole("alert")).toHaveTextContent(words.refused);
    await expect.element(button(words.save)).not.toBeInTheDocument();
  });
});
