package org.haprag.loss.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tasks with the weights that a name stands for; only the temperature of InfoNCE is free.
 *
 * @param kind the name
 * @param weights as the name has them
 */
public record NamedTasks(String kind, TaskWeights weights) implements TasksConfig {
    private static final TaskWeights RECONSTRUCTING =
            TaskWeights.of(.25, .25, .4).reconstructing(.05, Target.BEFORE);
    private static final TaskWeights HEADS_ALONE = TaskWeights.of(.3, .3, .4);
    private static final Map<String, TaskWeights> BY_NAME = byName();

    private static Map<String, TaskWeights> byName() {
        Map<String, TaskWeights> all = new LinkedHashMap<>();
        all.put("reconstruction-b", RECONSTRUCTING);
        all.put("reconstruction-c", HEADS_ALONE);
        all.put("reconstruction-d", TaskWeights.of(.25, .25, .4).reconstructing(.05, Target.TRUTH));
        all.put("fixed-5a", RECONSTRUCTING); // other names of b and c
        all.put("fixed-5b", HEADS_ALONE);
        all.put("contrastive", TaskWeights.of(.3, .3, .3).contrasting(.1));
        return Collections.unmodifiableMap(all);
    }

    public NamedTasks {
        if (!BY_NAME.containsKey(kind)) throw new IllegalArgumentException(kind + " is none of " + names());
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    static NamedTasks read(String kind, Section in) {
        return new NamedTasks(kind, BY_NAME.get(kind).readFixed(in, kind));
    }

    @Override
    public Map<String, Object> settings() {
        Settings out = weights.write(new Settings(kind));
        return weights.writeDetails(out).all();
    }
}
