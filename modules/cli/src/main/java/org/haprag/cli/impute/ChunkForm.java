package org.haprag.cli.impute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haprag.imputation.Chunk;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2/5}. */
final class ChunkForm implements ITypeConverter<Chunk> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    @Override
    public Chunk convert(String value) {
        Matcher m = FORM.matcher(value);
        if (m.matches()) {
            int number = Integer.parseInt(m.group(1));
            int count = Integer.parseInt(m.group(2));
            if (number >= 1 && number <= count) return new Chunk(number, count);
        }
        throw new TypeConversionException("expected I/N with 1 <= I <= N, such as 2/5, found '" + value + "'");
    }
}
