package io.darkroom;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// A class path whose programs start in half the time, once one of them has run to its end as the
/// training: the JVM then keeps the classes that it loaded in an archive. An archive works with jars
/// only, so folders of classes are packed first.
///
/// @param training whether the next program that ends by itself is the training
public record QuickStart(String classPath, Path archive, boolean training) {

    /// Packs the folders of a class path.
    ///
    /// @param folder where the jars and the archive are put
    public static QuickStart of(Path folder, List<String> entries) throws IOException {
        var jars = new ArrayList<String>();
        // An empty entry is the working directory, with all that a checkout holds.
        for (var entry : entries.stream().filter(e -> !e.isEmpty()).toList()) {
            var path = Path.of(entry);
            jars.add(Files.isDirectory(path)
                    ? pack(path, folder.resolve(jars.size() + ".jar")).toString()
                    : entry);
        }
        return new QuickStart(String.join(File.pathSeparator, jars), folder.resolve("classes.jsa"),
                false);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(
                new BufferedOutputStream(Files.newOutputStream(jar)));
                Stream<Path> files = Files.walk(classes)) {
            for (var file : files.filter(file -> !file.equals(classes)).sorted().toList()) {
                add(file, classes.relativize(file).toString().replace(File.separatorChar, '/'),
                        out);
            }
        }
        return jar;
    }

    /// Folders have entries of their own: migrations are looked for by them.
    private static void add(Path file, String name, JarOutputStream out) throws IOException {
        boolean folder = Files.isDirectory(file);
        out.putNextEntry(new ZipEntry(folder ? name + "/" : name));
        if (!folder) {
            Files.copy(file, out);
        }
        out.closeEntry();
    }

    /// The same for the training.
    public QuickStart inTraining() {
        return new QuickStart(classPath, archive, true);
    }

    /// Options of the JVM with which a program is started, the class path among them.
    public List<String> options() {
        var options = new ArrayList<>(List.of("-Xlog:disable", "-cp", classPath));
        if (training) {
            options.add("-XX:ArchiveClassesAtExit=" + archive);
        } else if (Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
        }
        return options;
    }
}
