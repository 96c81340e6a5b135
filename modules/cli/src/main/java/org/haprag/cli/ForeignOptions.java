package org.haprag.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** Options of Beagle, Minimac4, IMPUTE5, GLIMPSE, PLINK and others, and what they are called here. */
final class ForeignOptions {
    private static final List<String> PANEL = List.of("--panel", "--vcf");
    private static final List<String> TARGET = List.of("--target", "--vcf", "--truth");
    private static final List<String> SITES = List.of("--sites", "--typed", "--target");
    private static final Map<String, List<String>> OURS = new TreeMap<>();

    static {
        put(PANEL, "ref", "--ref", "--reference", "--refhaps", "--h", "-h", "--ref-vcf", "--panel-vcf", "--refpanel");
        put(
                TARGET, "gt", "gl", "--gt", "--haps", "--bfile", "--pfile", "--g", "-g", "--input", "-i", "--i",
                "--vcf", "--bgen");
        put(SITES, "--bed", "--extract", "--positions", "--targets-file");
        put(List.of("--map"), "map", "--genetic-map", "--geneticmap", "--gmap", "--m", "-m", "--mapfile");
        put(List.of("--out"), "out", "--output", "--prefix", "--o", "-o", "--out-vcf");
        put(List.of("--threads"), "nthreads", "--nthreads", "--thread", "--cpus", "--t", "-t", "-@", "--cores");
        put(List.of("--region"), "chrom", "--chr", "--chrom", "--r", "-r", "--regions", "--input-region", "--range");
        put(List.of("--window-cm"), "window", "--window", "--chunk-length", "--chunklengthmb");
        put(List.of("--overlap-cm"), "overlap", "--overlap", "--buffer", "--buffer-region", "--chunkoverlapmb");
        put(List.of("--format"), "gp", "ap", "--output-format", "--out-gp-field", "--out-ap-field", "-f", "--f");
        put(List.of("--empirical"), "--empirical-output", "-e", "--e");
        put(List.of("--keep-target-only"), "--all-typed-sites", "-a", "--typedonly");
        put(List.of("--seed"), "seed");
    }

    private ForeignOptions() {}

    private static void put(List<String> ours, String... theirs) {
        for (String name : theirs) OURS.put(name, ours);
    }

    /** The long options among the arguments that the command does not have, without their values. */
    static List<String> unknown(CommandSpec command, String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .filter(option -> !command.optionsMap().containsKey(option))
                .toList();
    }

    /** Such as {@code gt= is --target here, ref= is --panel here}; empty if the arguments have no such option. */
    static Optional<String> hint(CommandSpec command, String... arguments) {
        Set<String> said = new LinkedHashSet<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String written = equals < 0 ? argument : argument.substring(0, equals);
            boolean option = argument.startsWith("-") || equals > 0;
            if (!option || command.optionsMap().containsKey(written)) continue;
            OURS.getOrDefault(written.toLowerCase(Locale.ROOT), List.of()).stream()
                    .filter(command.optionsMap()::containsKey)
                    .findFirst()
                    .ifPresent(ours ->
                            said.add(written + (argument.startsWith("-") ? "" : "=") + " is " + ours + " here"));
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", said));
    }
}
