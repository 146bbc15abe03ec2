package io.darkroom.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How a decoding process is started.
///
/// @param words the program and its arguments
record DecoderCommand(List<String> words) {

    /// Two images of 40 megapixels with four bytes a pixel, one of them with eight, and some more.
    private static final String HEAP = "-Xmx768m";
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    /// No secret of the program's surroundings goes to a process that reads what others made.
    private static final Set<String> KEPT = Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE",
            "LD_LIBRARY_PATH");

    /// Java and the classes as this program was started with.
    static DecoderCommand ofThisProgram() {
        return with(List.of(HEAP), DecoderMain.class.getName());
    }

    /// @param options more of the JVM's
    static DecoderCommand with(List<String> options, String main) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        if (packed()) {
            words.addAll(List.of("-Dloader.main=" + main, LAUNCHER));
        } else {
            words.add(main);
        }
        return new DecoderCommand(words);
    }

    ProcessBuilder process() {
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(KEPT);
        return builder;
    }

    /// Whether the classes are in a jar inside a jar, which only the launcher can open.
    private static boolean packed() {
        return !ClassLoader.getSystemClassLoader().equals(DecoderCommand.class.getClassLoader());
    }
}
