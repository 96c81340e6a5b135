package org.haprag.model;

import org.haprag.retrieval.WindowEmbedder;

/**
 * A network as imputation uses it, its weights as they are: {@link CpuNetwork} computes in Java, {@link HapRagModel} in the
 * engine. Both give the same numbers up to rounding. Safe for use by several threads, each with a session of its own.
 */
public sealed interface InferenceNetwork extends AutoCloseable permits CpuNetwork, HapRagModel {
    /** What the network is and how to feed it. */
    ModelManifest manifest();

    /** For one thread; to be closed. */
    InferenceSession session();

    /** The space in which {@code retrieval: kind: embedding} searches: encoded tokens of single haplotypes. */
    WindowEmbedder embedder();

    /** Whether what it computes lies outside of Java's heap. */
    boolean usesNativeMemory();

    @Override
    void close();
}
