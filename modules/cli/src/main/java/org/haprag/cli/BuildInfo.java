package org.haprag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version of HapRAG
 * @param commit abbreviated git commit; {@code unknown} outside git
 * @param changed whether files differed from that commit
 * @param djl version of DJL
 * @param libtorch version of the bundled libtorch
 * @param nd4j version of ND4J
 */
public record BuildInfo(String version, String commit, boolean changed, String djl, String libtorch, String nd4j) {
    /** Reads what the build wrote beside this class. */
    public static BuildInfo load() {
        Properties p = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in == null) throw new IllegalStateException("build.properties is not on the class path");
            p.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = p.getProperty("commit");
        if (commit.startsWith("${"))
            commit = "unknown"; // a .git folder that could not be read leaves the name unfilled
        return new BuildInfo(
                p.getProperty("version"),
                commit,
                p.getProperty("dirty").equals("true"),
                p.getProperty("djl"),
                p.getProperty("libtorch"),
                p.getProperty("nd4j"));
    }

    /** The commit, and that files differed from it, as run records and {@code --version} say. */
    public String source() {
        return changed ? commit + " and local changes" : commit;
    }

    /** Version and commit, such as {@code 0.1.0 (commit 59b2e4d)}: what files that HapRAG writes say they are from. */
    public String program() {
        return version + " (commit " + commit + ")";
    }

    /** Such as {@code HapRAG 0.1.0 (commit 59b2e4d, DJL 0.32.0, libtorch 2.5.1, ND4J 1.0.0-M2.1, Java 17.0.15)}. */
    public String line() {
        return "HapRAG " + version + " (commit " + source() + ", DJL " + djl + ", libtorch " + libtorch + ", ND4J "
                + nd4j + ", Java " + System.getProperty("java.version") + ")";
    }
}
