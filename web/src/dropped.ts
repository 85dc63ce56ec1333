// What was dropped or chosen → files, folders walked through.

export interface Given {
  file: File;
  path: string;
}

/** Hidden files, and those that an open Excel or WPS leaves beside its own. */
const isPassedOver = (name: string): boolean => name.startsWith(".") || name.startsWith("~$") || name === "Thumbs.db" || name === "desktop.ini";

export function chosen(list: FileList): Given[] {
  const all = [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return all.filter(({ file }) => !isPassedOver(file.name));
}

export async function dropped(transfer: DataTransfer): Promise<Given[]> {
  const roots = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const loose = [...transfer.files];
  const given: Given[] = [];
  for (const root of roots) if (root) await walk(root, given);
  return roots.some((root) => root) ? given : loose.map((file) => ({ file, path: file.name }));
}

async function walk(entry: FileSystemEntry, given: Given[]): Promise<void> {
  if (isPassedOver(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => (entry as FileSystemFileEntry).file(resolve, () => resolve(null)));
    if (file) given.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A folder is handed over in pieces.
    const piece = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (piece.length === 0) return;
    for (const child of piece) await walk(child, given);
  }
}
