package org.haprag.cli;

/** Settings that the libraries read once, when their first class loads; so they are made before anything else runs. */
final class LibrarySettings {
    private LibrarySettings() {}

    /** No library may go to the network, and none may chatter. What the user has set himself stands. */
    static void apply() {
        byDefault("ai.djl.offline", "true");
        byDefault("OPT_OUT_TRACKING", "true");
        byDefault("org.nd4j.log.initialization", "false");
        // From JDK 22 on System.console() is there without a terminal too, unless the old provider is asked for.
        byDefault("jdk.console", "java.base");
        // The network's tensors are small and our workers are Java threads: libtorch's own would only get in their way.
        byDefault("ai.djl.pytorch.num_threads", "1");
        byDefault("ai.djl.pytorch.num_interop_threads", "1");
    }

    private static void byDefault(String key, String value) {
        if (System.getProperty(key) == null) System.setProperty(key, value);
    }
}
