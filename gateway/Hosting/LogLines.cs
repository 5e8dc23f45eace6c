using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// Writes each entry of the log as one line: the time in UTC, the level, the source, the text. A character that could end the line or
/// steer a terminal is written as a number, so what others have sent cannot look like another entry.
/// </summary>
internal sealed class LogLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var line = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)} {Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] ");
        Append(line, text);
        if (logEntry.Exception is { } failure)
            Append(line.Append(' '), failure.ToString());
        // One call, so that lines of several threads do not mix.
        textWriter.Write(line.Append('\n').ToString());
    }

    private static void Append(StringBuilder line, string text)
    {
        foreach (var character in text)
        {
            if (character is '\n')
                line.Append(' ');
            else if (IsSteering(character))
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                line.Append(character);
        }
    }

    /// <summary>Whether a character is a control character, separates lines, or changes the direction of writing.</summary>
    private static bool IsSteering(char character) => char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>As the framework writes them, for tools that read its log.</summary>
    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
