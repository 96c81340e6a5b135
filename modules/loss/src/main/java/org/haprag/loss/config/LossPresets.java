package org.haprag.loss.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.haprag.genotype.InputException;

/** The presets of configs/scenarios, which the jar carries. */
public final class LossPresets {
    private static final List<String> NAMES =
            List.of("rare", "balanced", "calibrated", "auto", "conservative", "aggressive");

    private LossPresets() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The {@code loss:} section of a preset, validated. @throws InputException if there is no such preset */
    public static LossConfig load(String name) {
        if (!NAMES.contains(name))
            throw new InputException("scenario", "no such preset", name, "one of " + NAMES, "choose one of them");
        try (InputStream in = LossPresets.class.getResourceAsStream("scenarios/" + name + ".yaml")) {
            if (in == null) throw new IllegalStateException("the jar lacks scenarios/" + name + ".yaml");
            ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
            JsonNode loss = yaml.readTree(in).required("loss");
            return yaml.treeToValue(loss, LossConfig.class).validate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
