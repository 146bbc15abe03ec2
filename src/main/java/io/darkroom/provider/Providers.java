package io.darkroom.provider;

import io.darkroom.item.Nearest;
import io.darkroom.item.UnusableInput;
import java.time.InstantSource;
import java.util.List;

/// The providers by the names that job files use.
public final class Providers {

    private static final String HINOW = "hinow";
    private static final List<String> ALLOWED = List.of(SandboxProvider.NAME, HINOW);

    private final ProviderSettings settings;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /// Reads nothing and sends nothing.
    public Providers(ProviderSettings settings) {
        this(settings, InstantSource.system(), Thread::sleep);
    }

    Providers(ProviderSettings settings, InstantSource clock, Sleeper sleeper) {
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /// All names, for messages that say what is allowed.
    public static List<String> allowed() {
        return ALLOWED;
    }

    /// Opens a provider, which the caller closes; sends nothing.
    ///
    /// @throws UnusableInput if there is none of that name, its key is missing, or it could not fetch
    /// the input images that it would be sent URLs of
    public ImageProvider open(String name) {
        return switch (name) {
            case SandboxProvider.NAME -> new SandboxProvider(settings, clock, sleeper);
            case HINOW -> hinow();
            default -> throw new UnusableInput("provider \"" + name + "\": one of "
                    + String.join(", ", ALLOWED)
                    + Nearest.to(name, ALLOWED).map(n -> "; did you mean " + n + "?").orElse(""));
        };
    }

    private ImageProvider hinow() {
        if (settings.hinow().apiKey().filter(key -> !key.reveal().isBlank()).isEmpty()) {
            throw new UnusableInput("provider hinow: no key; set HINOW_API_KEY to the key of your "
                    + "HInow account (hi_…), or use provider sandbox, which costs nothing");
        }
        settings.checkUrls(settings.hinow().keyWindow(), settings.hinow().baseUrl());
        return new HinowProvider(HINOW, settings.hinow(), clock, sleeper);
    }
}
