package io.darkroom.provider;

import io.darkroom.item.ImageOptions;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// HInow's wire spoken to a sandbox: one that runs already, or one started here.
final class SandboxProvider implements ImageProvider {

    static final String NAME = "sandbox";

    private static final URI HERE = URI.create("http://127.0.0.1");
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private final Optional<SandboxServer> own;
    private final URI base;
    private final HinowProvider wire;

    SandboxProvider(ProviderSettings settings, InstantSource clock, Sleeper sleeper) {
        var url = settings.sandboxUrl();
        var options = settings.sandbox();
        settings.checkUrls(window(options.keys()), url.orElse(HERE));
        own = url.isPresent() ? Optional.empty() : Optional.of(SandboxServer.start(options));
        base = own.map(SandboxServer::baseUrl).or(() -> url).orElseThrow();
        var dialect = Dialect.DEFAULT.sending(settings.sendAs());
        wire = new HinowProvider(NAME, new HinowSettings(base, options.requiredKey(), dialect,
                window(options.keys()), Set.of(), HinowSettings.MAX_BODY), clock, sleeper);
    }

    private static Optional<Duration> window(Keys keys) {
        return Optional.of(keys.forgetAfter().isZero() ? FOR_GOOD : keys.forgetAfter())
                .filter(_ -> keys.honoured());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Duration> keyWindow() {
        return wire.keyWindow();
    }

    @Override
    public String dialect() {
        return NAME + " " + sendAs();
    }

    @Override
    public Dialect.SendAs sendAs() {
        return wire.sendAs();
    }

    @Override
    public Outcome render(RenderRequest request, Landing landing) {
        return wire.render(request, landing);
    }

    @Override
    public Outcome collect(Landing landing, ImageOptions options) {
        return wire.collect(own.isPresent() ? new Moved(landing, base) : landing, options);
    }

    @Override
    public Optional<BigDecimal> balance() {
        return wire.balance();
    }

    @Override
    public void close() {
        wire.close();
        own.ifPresent(SandboxServer::close);
    }

    /// The landing of an earlier process, whose sandbox had another port and the same files.
    private record Moved(Landing landing, URI base) implements Landing {

        @Override
        public Optional<Note> note() {
            return landing.note().map(
                    note -> new Note(note.kind(), base.resolve(note.uri().getRawPath())));
        }

        @Override
        public OutputStream image() throws IOException {
            return landing.image();
        }

        @Override
        public void note(Note note) throws IOException {
            landing.note(note);
        }

        @Override
        public void keep(byte[] body) throws IOException {
            landing.keep(body);
        }
    }
}
