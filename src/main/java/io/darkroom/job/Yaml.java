package io.darkroom.job;

import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads a YAML 1.2 file as values with their lines.
///
/// Nothing is constructed from tags, and a file can neither grow by aliases nor contain itself.
final class Yaml {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_ALIASES = 20;
    private static final int MAX_DEPTH = 20;

    private static final int MAX_VALUES = 10_000;

    private final String file;
    private int values;

    private Yaml(String file) {
        this.file = file;
    }

    /// @throws UnusableInput if the file cannot be read or is not one YAML mapping
    static Value.Keys read(Path path) {
        var yaml = new Yaml(path.toString());
        var root = yaml.compose(yaml.text(path));
        if (root.isPresent() && yaml.value(root.get(), 0) instanceof Value.Keys keys) {
            return keys;
        }
        throw yaml.refuse(root.map(Yaml::line).orElse(0L),
                "a job file holds keys and values, such as manifest: catalog.csv");
    }

    private String text(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw refuse(0, "a job file has at most " + MAX_BYTES + " bytes");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new UnusableInput(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new UnusableInput(file + ": this is not UTF-8 text", e);
        } catch (IOException e) {
            throw new UnusableInput(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Node> compose(String text) {
        var settings = LoadSettings.builder().setLabel(file)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(MAX_BYTES).setAllowNonScalarKeys(true).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw refuse(e.getProblemMark().map(Yaml::line).orElse(0L), "not valid YAML: "
                    + Optional.ofNullable(e.getProblem()).orElse(""));
        } catch (YamlEngineException e) {
            throw refuse(0, "not valid YAML: " + e.getMessage());
        }
    }

    private Value value(Node node, int depth) {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            throw refuse(line(node), "too much: at most " + MAX_VALUES
                    + " values with what aliases repeat, nested " + MAX_DEPTH + " deep");
        }
        var place = new Value.Place(file, line(node));
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) ->
                new Value.Nothing(place);
            case ScalarNode scalar -> new Value.Scalar(place, scalar.getValue());
            case SequenceNode list -> new Value.Many(place, values(list, depth));
            case MappingNode keys -> keys(keys, place, depth);
            default -> throw refuse(line(node), "a value that is neither text, list nor keys");
        };
    }

    private List<Value> values(SequenceNode list, int depth) {
        return list.getValue().stream().map(node -> value(node, depth + 1)).toList();
    }

    private Value.Keys keys(MappingNode node, Value.Place place, int depth) {
        var values = new LinkedHashMap<String, Value>();
        for (var entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw refuse(line(entry.getKeyNode()), "a key is a plain word");
            }
            var value = value(entry.getValueNode(), depth + 1);
            if (values.putIfAbsent(key.getValue(), onLineOf(key, value)) != null) {
                throw refuse(line(key), "the key " + key.getValue() + " stands twice");
            }
        }
        return new Value.Keys(place, values);
    }

    /// Complaints name the line of the key, also where the value starts on the next one.
    private Value onLineOf(Node key, Value value) {
        var place = new Value.Place(file, line(key));
        return switch (value) {
            case Value.Scalar scalar -> new Value.Scalar(place, scalar.text());
            case Value.Nothing _ -> new Value.Nothing(place);
            case Value.Many many -> new Value.Many(place, many.values());
            case Value.Keys keys -> new Value.Keys(place, keys.values());
        };
    }

    private UnusableInput refuse(long line, String sentence) {
        return new UnusableInput(new Problem(file, line, null, null, sentence));
    }

    private static long line(Node node) {
        return node.getStartMark().map(Yaml::line).orElse(0L);
    }

    private static long line(Mark mark) {
        return mark.getLine() + 1L;
    }
}
