package io.darkroom.cli;

import io.darkroom.item.Secret;
import io.darkroom.item.UnusableInput;
import io.darkroom.item.Usd;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Charge;
import io.darkroom.sandbox.FaultRule;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The simulated provider alone.
@Command(name = "sandbox", abbreviateSynopsis = true, description = {
        "Serves the simulated provider over HTTP until a signal"
                + " arrives: it draws instead of rendering and keeps its own bill.",
        ""})
final class SandboxCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--port", paramLabel = "N", description = "Of 127.0.0.1; 8484 if it is not"
            + " given; 0 takes any free one.")
    private int port = 8484;

    @Option(names = "--latency-ms", paramLabel = "N", description = "What half of the images take no"
            + " longer than; 0 if it is not given.")
    private long latencyMillis;

    @Option(names = "--sigma", paramLabel = "S", description = "Spread of the latency: standard"
            + " deviation of its logarithm.")
    private double sigma;

    @Option(names = "--rpm", paramLabel = "N", description = "Images a minute, then 429; 0: no"
            + " limit.")
    private int requestsPerMinute;

    @Option(names = "--concurrency", paramLabel = "N", description = "Images at once, then 429; 0: no"
            + " limit.")
    private int concurrency;

    @Option(names = "--answer", paramLabel = "url|inline|poll", description = "How an image is handed"
            + " over.")
    private AnswerForm answer = AnswerForm.URL;

    @Option(names = "--fault", paramLabel = "RULE", description = "What goes wrong, such as"
            + " *=429:x5:after=2, prompt~teapot=reset:billed or *=cut-image:1%%:once. May be"
            + " repeated.")
    private List<FaultRule> faults = new ArrayList<>();

    @Option(names = "--key", paramLabel = "KEY", description = "The only key that is let in.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--bill", paramLabel = "FILE", description = "Keep the bill in this file, as JSON"
            + " Lines, and the images beside it.")
    private Optional<Path> bill = Optional.empty();

    @Option(names = "--idempotency", paramLabel = "honoured|ignored|conflicting", description = "Whether"
            + " an Idempotency-Key is made and billed once only; conflicting: with 409 while it is"
            + " being made. Ignored if it is not given.")
    private Keys.Mode idempotency = Keys.Mode.IGNORED;

    @Option(names = "--forget-after", paramLabel = "S", description = "Seconds after which a key is"
            + " forgotten; 0: never.")
    private long forgetAfter;

    @Option(names = "--seed", paramLabel = "N", description = "Chooses the latencies, and the orders"
            + " that faults with a rate are for; 1 if it is not given.")
    private long seed = 1;

    SandboxCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var signal = new CompletableFuture<Integer>();
        try (var server = SandboxServer.start(options());
                var _ = Signals.handle(signal::complete)) {
            context.console().out().println(server.baseUrl());
            context.console().out().flush();
            int number = signal.join();
            context.console().out().println(server.posts() + " posts, " + server.bill().size()
                    + " images, " + total(server.bill()));
            return 128 + number;
        }
    }

    private SandboxOptions options() {
        try {
            return new SandboxOptions(port, "127.0.0.1", new Latency(latencyMillis, sigma),
                    requestsPerMinute, concurrency, answer, bill, faults, key.map(Secret::new),
                    new Keys(idempotency, Duration.ofSeconds(forgetAfter)), seed);
        } catch (IllegalArgumentException e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        }
    }

    private static Usd total(List<Charge> charges) {
        return charges.stream().map(Charge::usd).reduce(Usd.ZERO, Usd::plus);
    }
}
