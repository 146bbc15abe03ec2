package io.darkroom.check;

import static io.darkroom.check.Damage.knowing;
import static io.darkroom.check.Damage.outside;
import static io.darkroom.check.Invariant.I1;
import static io.darkroom.check.Invariant.I13;
import static io.darkroom.check.Invariant.I14;
import static io.darkroom.check.Invariant.I15;
import static io.darkroom.check.Invariant.I17;
import static io.darkroom.check.Invariant.I18;
import static io.darkroom.check.Invariant.I19;
import static io.darkroom.check.Invariant.I20;
import static io.darkroom.check.Invariant.I3;
import static io.darkroom.check.Invariant.I4;
import static io.darkroom.check.Invariant.I5;
import static io.darkroom.check.Invariant.I6;
import static io.darkroom.check.Invariant.I7;
import static io.darkroom.check.Invariant.I9;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// What can be made wrong outside the tables: objects, the bill, the wire, the spool, logs.
final class Damages {

    private static final String RUN = Scene.RUN;

    private Damages() {}

    static Stream<Damage> all() {
        return Stream.of(OBJECTS, BILL, WIRE, FILES).flatMap(List::stream);
    }

    private static final List<Damage> OBJECTS = List.of(
            outside("object missing", scene -> Files.delete(scene.object(12)), I3),
            outside("object empty", scene -> Files.write(scene.object(12), new byte[0]), I3),
            outside("object truncated", scene -> cut(scene.object(12)), I3),
            outside("object with other bytes", scene -> flip(scene.object(12)), I3),
            outside("object whose metadata have another hash",
                    scene -> Scene.label(scene.object(12),
                            "ab"),
                    I3),
            outside("object cut off before it was hashed", Damages::cutBeforeHashing, I3),
            outside("object that nobody made",
                    scene -> Files.createFile(scene.object(12).resolveSibling("e99.png")), I4),
            outside("image that was made for somebody else", scene -> Files.writeString(
                    scene.bill().resolveSibling("files/request-12.jpg"), "another"), I5),
            knowing("repeated run that sends", scene -> scene.end().repeat(RUN), I20),
            knowing("repeated run that stores", scene -> {
                Files.createFile(scene.object(1).resolveSibling("e99.png"));
                return scene.end().repeat(Scene.EARLIER);
            }, I20));

    private static final List<Damage> BILL = List.of(
            outside("charge without attempt", scene -> scene.charge(RUN + "-99-0", "request-99"),
                    I6),
            outside("charge without a key", scene -> scene.charge("", "request-99"), I6),
            outside("charge with changed price", scene -> replace(scene.bill(),
                    "(request-12.*)0.01", "$10.02"), I6),
            outside("charge above the reservation", scene -> replace(scene.bill(),
                    "(request-15.*)0.01", "$10.02"), I6),
            outside("image paid for that nobody billed", scene -> replace(scene.bill(),
                    ".*request-12.*\n", ""), I6),
            outside("item billed twice", scene -> scene.charge(RUN + "-12-0", "request-12"), I6,
                    I7),
            outside("refused item billed", scene -> scene.charge(RUN + "-13-0", "request-13"), I5,
                    I6),
            knowing("lost though keys are honoured", scene -> scene.end().honouringKeys(), I5),
            knowing("more lost than was open at the kills", scene -> {
                scene.silently("update attempt set error_code = 'INTERRUPTED' where item_id = 15");
                return scene.end().openAtKills(0);
            }, I5),
            knowing("entry that became no item", scene -> scene.end().entries(Scene.EARLIER,
                    List.of("e1", "e2")), I1));

    private static final List<Damage> WIRE = List.of(
            outside("more posts than attempts", scene -> scene.post(RUN + "-12-0", Instant.now(),
                    Instant.now(), 200), I9),
            knowing("more posts counted than attempts", scene -> scene.end().posts(8), I9),
            outside("post before its request was written down", scene -> replace(scene.posts(),
                    "\"at\":\"2...(.*-12-0)", "\"at\":\"2001$1"), I6),
            knowing("more than the allowed rate in a minute",
                    scene -> scene.end().limits(5, Scene.AT_ONCE), I13),
            outside("more at once than allowed", scene -> replace(scene.posts(),
                    "ended_at\":\"2...", "ended_at\":\"2999"), I13),
            knowing("posts while nothing may be sent", scene -> scene.end().quiet(
                    Instant.now().minusSeconds(600), Instant.now(), "the database is down"), I14),
            outside("posts after 401", scene -> replace(scene.posts(), "429", "401"), I15));

    private static final List<Damage> FILES = List.of(
            outside("secret in a log", scene -> add(scene.log(), "key " + Scene.SECRET), I17),
            outside("secret in a log, in Base64", scene -> add(scene.log(), Base64.getEncoder()
                    .encodeToString(("user:" + Scene.SECRET).getBytes(StandardCharsets.UTF_8))),
                    I17),
            outside("secret in a log, URL-encoded", scene -> add(scene.log(), "canary-7f3a%21"),
                    I17),
            outside("secret in the results", scene -> Files.writeString(
                    scene.object(11).resolveSibling("results.csv"), Scene.SECRET), I17),
            outside("secret in the spool, in a kept body", scene -> spool(scene, "7.body",
                    Scene.SECRET), I17),
            outside("half an answer in the spool", scene -> spool(scene, "7.part", "x"), I18),
            outside("note in the spool", scene -> spool(scene, "7.note.tmp", "x"), I18),
            outside("results that say something else", scene -> replace(
                    scene.object(11).resolveSibling("results.jsonl"), "rejected", "failed"), I19),
            outside("results that leave an item out", scene -> replace(
                    scene.object(11).resolveSibling("results.jsonl"), ".*rejected.*\n", ""), I19),
            outside("results that are nowhere", scene -> Files.delete(
                    scene.object(11).resolveSibling("results.jsonl")), I19));

    private static void cut(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void flip(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /// A JPEG that all agree about, and that decoders take for whole.
    private static void cutBeforeHashing(Scene scene) throws Exception {
        cut(scene.object(12));
        var bytes = Files.readAllBytes(scene.object(12));
        Scene.label(scene.object(12), Scene.hash(bytes));
        Files.delete(scene.bill().resolveSibling("files/request-12.jpg"));
        scene.silently("update item set output_sha256 = '%s', output_bytes = %d where id = 12"
                .formatted(Scene.hash(bytes), bytes.length));
        scene.publish();
    }

    private static void replace(Path file, String pattern, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(pattern, by));
    }

    private static void add(Path file, String line) throws IOException {
        Files.writeString(file, Files.readString(file) + line + "\n");
    }

    private static void spool(Scene scene, String name, String text) throws IOException {
        var folder = Files.createDirectories(scene.log().resolveSibling("spool").resolve(RUN));
        Files.writeString(folder.resolve(name), text);
    }
}
