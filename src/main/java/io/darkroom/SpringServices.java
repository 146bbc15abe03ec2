package io.darkroom;

import io.darkroom.batch.Runs;
import io.darkroom.cli.Services;
import io.darkroom.intake.Planner;
import io.darkroom.item.Nearest;
import io.darkroom.item.UnusableInput;
import io.darkroom.ledger.Ledger;
import io.darkroom.storage.ObjectStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts the application context when the first command needs it, and closes it at the end.
final class SpringServices implements AutoCloseable {

    private @Nullable ConfigurableApplicationContext context;

    /// What commands need; the first call starts it.
    ///
    /// @throws UnusableInput if a setting is wrong
    Services open() {
        var started = context;
        if (started == null) {
            started = start();
            context = started;
        }
        return services(started);
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }

    /// Signals are the command line's business, so that a drain ends before anything is closed.
    private static ConfigurableApplicationContext start() {
        try {
            return new SpringApplicationBuilder(DarkroomConfiguration.class)
                    .web(WebApplicationType.NONE).registerShutdownHook(false).run();
        } catch (RuntimeException e) {
            throw causes(e).flatMap(cause -> complaint(cause).stream()).findFirst().orElse(e);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /// A wrong setting as a sentence of ours.
    private static Optional<RuntimeException> complaint(Throwable cause) {
        return switch (cause) {
            case UnboundConfigurationPropertiesException unknown -> Optional.of(new UnusableInput(
                    unknown.getUnboundProperties().stream().map(SpringServices::unknown)
                            .collect(Collectors.joining("; "))));
            case BindException wrong when !(wrong
                    .getCause() instanceof UnboundConfigurationPropertiesException) ->
                Optional
                        .of(new UnusableInput("The setting " + wrong.getName()
                                + " cannot be used: " + last(wrong)));
            case FlywayValidateException _ -> Optional.of(new UnusableInput("The tables in the"
                    + " database are not those of this version of darkroom; probably a newer one"
                    + " has used them: use that one. The log has the details"));
            default -> Optional.empty();
        };
    }

    private static String unknown(ConfigurationProperty property) {
        var name = property.getName().toString();
        var last = property.getName().getLastElement(
                Form.ORIGINAL);
        return property.getOrigin() + ": " + name + ": there is no such setting"
                + Nearest.to(last, known()).map(n -> "; did you mean " + n + "?").orElse("");
    }

    private static List<String> known() {
        return Stream.concat(Stream.of(DarkroomSettings.class),
                Arrays.stream(DarkroomSettings.class.getDeclaredClasses()))
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(part -> part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String last(Throwable failure) {
        return causes(failure).reduce((_, next) -> next).map(Throwable::getMessage).orElse("");
    }

    /// What commands need from a context that is open.
    static Services services(ConfigurableApplicationContext context) {
        return new Services() {

            @Override
            public Runs runs() {
                return context.getBean(Runs.class);
            }

            @Override
            public Planner planner() {
                return context.getBean(Planner.class);
            }

            @Override
            public Ledger ledger() {
                return context.getBean(Ledger.class);
            }

            @Override
            public ObjectStore store() {
                return context.getBean(ObjectStore.class);
            }

            @Override
            public Path home() {
                return context.getBean(DarkroomSettings.class).home();
            }
        };
    }
}
