package org.haprag.cli;

import java.util.Map;
import java.util.TreeMap;

/** Settings that the libraries read once, when their first class loads; so they are made before anything else runs. */
public final class LibrarySettings {
    /** No library may go to the network, and none may chatter. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "ai.djl.offline",
            "true",
            "OPT_OUT_TRACKING",
            "true",
            "org.nd4j.log.initialization",
            "false",
            // From JDK 22 on System.console() is there without a terminal too, unless the old provider is asked for.
            "jdk.console",
            "java.base",
            // The network's tensors are small and our workers are Java threads: libtorch's own would only get in their
            // way.
            "ai.djl.pytorch.num_threads",
            "1",
            "ai.djl.pytorch.num_interop_threads",
            "1");

    private LibrarySettings() {}

    /** Makes them; what the user has set himself stands. */
    static void apply() {
        DEFAULTS.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
    }

    /** What holds in this process, for another one. */
    public static Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (String key : DEFAULTS.keySet()) values.put(key, System.getProperty(key));
        return values;
    }
}
