package org.haprag.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** Drops a warning that was said before: a file that is opened for each contig has one end, and one index. */
final class RepeatedWarnings extends TurboFilter {
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String text, Object[] values, Throwable cause) {
        boolean question = text == null; // whether warnings are said at all
        if (level != Level.WARN || question) return FilterReply.NEUTRAL;
        return said.add(MessageFormatter.arrayFormat(text, values).getMessage())
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
