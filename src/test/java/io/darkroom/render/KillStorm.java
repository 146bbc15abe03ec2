package io.darkroom.render;

import io.darkroom.QuickStart;
import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/// Run after run whose processes are killed, half of them where keys are honoured. Kills come in
/// pairs, two at named points and two at random moments in turn.
final class KillStorm implements AutoCloseable {

    private static final int KILLS_WITH_KEYS = 25;

    /// Each makes items unknown that were in flight.
    private static final int KILLS_WITHOUT_KEYS = 15;
    private static final int MOST_NTH = 4;
    private static final AnswerForm[] FORMS = {AnswerForm.URL, AnswerForm.INLINE,
            AnswerForm.POLL};

    /// Where an image comes with the answer, nothing is promised.
    private static final Set<CrashPoint> OF_PROMISES = EnumSet.of(CrashPoint.NOTE,
            CrashPoint.NOTED, CrashPoint.COLLECT);

    private final QuickStart program;
    private final Path folder;
    private final EmbeddedS3 bucket;
    private final int items;
    private final Random random;
    private final StormFigures figures;
    private final Deque<CrashPoint> points = new ArrayDeque<>();

    /// @param items of each run
    KillStorm(QuickStart program, Path folder, long seed, int items) {
        this.program = program;
        this.folder = folder;
        this.items = items;
        bucket = EmbeddedS3.open(folder);
        random = new Random(seed);
        figures = new StormFigures(seed);
    }

    StormFigures figures() {
        return figures;
    }

    /// Lets a run of few items end undisturbed, so that processes start faster from then on.
    void train() throws Exception {
        try (var run = new KilledRun(program.inTraining(), folder.resolve("training"), bucket,
                Keys.IGNORED,
                AnswerForm.URL, 1, 8, random.nextLong())) {
            run.finish();
        }
    }

    /// Kills so often, and ends every run that was begun.
    void rage(int kills) throws Exception {
        try {
            for (int run = random.nextInt(FORMS.length * 2); figures.kills() < kills; run++) {
                var keys = run % 2 == 0 ? Keys.HONOURED : Keys.IGNORED;
                int most = keys.honoured() ? KILLS_WITH_KEYS : KILLS_WITHOUT_KEYS;
                storm(Math.min(kills, figures.kills() + most), "run-" + run, keys,
                        FORMS[run / 2 % FORMS.length]);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("After " + figures, e);
        }
    }

    private void storm(int most, String name, Keys keys, AnswerForm form) throws Exception {
        try (var run = new KilledRun(program, folder.resolve(name), bucket, keys, form,
                random.nextLong(50, 300), items, random.nextLong())) {
            boolean fresh = true;
            while (figures.kills() < most && kill(run, form, fresh)) {
                fresh = false;
            }
            figures.ended(run.finish());
        }
    }

    /// @param fresh whether no process of the run has died yet
    /// @return whether the run goes on
    private boolean kill(KilledRun run, AnswerForm form, boolean fresh) throws Exception {
        var moment = figures.kills() % 4 < 2 ? point(form, fresh) : moment();
        boolean died = run.kill(moment);
        if (died) {
            figures.killed(moment);
        } else if (moment instanceof Moment.AtPoint(var point, var _)) {
            points.addFirst(point);
        }
        return died;
    }

    /// Only a process that finds a dead one's promise collects it.
    private Moment point(AnswerForm form, boolean fresh) {
        if (points.isEmpty()) {
            points.addAll(StormFigures.points());
        }
        var point = points.stream()
                .filter(p -> form != AnswerForm.INLINE || !OF_PROMISES.contains(p))
                .filter(p -> !fresh || p != CrashPoint.COLLECT).findFirst()
                .orElse(CrashPoint.ANSWERED);
        points.remove(point);
        // The one promise that a dead process left behind.
        return new Moment.AtPoint(point,
                point == CrashPoint.COLLECT ? 1 : random.nextInt(1, MOST_NTH));
    }

    private Moment moment() {
        return random.nextInt(3) == 0
                ? new Moment.AfterStart(Duration.ofMillis(random.nextLong(1_500)))
                : new Moment.AfterPost(Duration.ofMillis(random.nextLong(500)));
    }

    @Override
    public void close() {
        bucket.close();
    }
}
