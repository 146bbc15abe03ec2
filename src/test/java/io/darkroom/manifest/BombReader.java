package io.darkroom.manifest;

import io.darkroom.item.Layout;
import io.darkroom.item.UnusableInput;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads bombs in a process of little memory and says what each came to.
final class BombReader {

    private BombReader() {}

    /// Takes a folder, and the names of bombs.
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            var bomb = Bomb.valueOf(args[i]);
            var file = bomb.into(Path.of(args[0]));
            var said = read(new ManifestFile(file, bomb.fileName()));
            System.out.println(bomb + "\t" + said.replaceAll("\\s", " "));
            Files.delete(file);
        }
    }

    private static String read(ManifestFile file) {
        int rows = 0;
        int broken = 0;
        var complaint = "";
        try (var entries = Entries.open(file, Layout.PLAIN)) {
            for (var row = entries.read(); row.isPresent(); row = entries.read()) {
                rows++;
                if (row.get() instanceof Row.Broken bad) {
                    broken++;
                    complaint = bad.problem().sentence();
                }
            }
            return rows + " rows, " + broken + " broken " + complaint;
        } catch (UnusableInput e) {
            return "refused " + e.getMessage();
        }
    }
}
