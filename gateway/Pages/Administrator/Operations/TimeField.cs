using System.Globalization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>A field with a local time of a round, and the instant that the form was made from.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Text">The local time as typed; empty for none.</param>
/// <param name="Offset">Which of two instants with this local time is meant, by its offset; null where nobody was asked.</param>
/// <param name="Seen">The instant that the form showed first.</param>
/// <param name="TimeZone">The time zone of the round.</param>
public sealed record TimeField(string Name, string Text, string? Offset, DateTimeOffset? Seen, string TimeZone)
{
    private const string NotATime = "is not a date with a time";
    private const string Skipped = "does not exist on that day, because clocks are put forward over it";
    private const string Twice = "occurs twice on that day, because clocks are put back: choose one of the two";

    /// <summary>The field for a stored instant.</summary>
    public static TimeField Of(string name, DateTimeOffset? at, string timeZone) =>
        new(name, LocalTime.Text(at, timeZone), at is { } instant ? LocalTime.Offset(TimeZoneInfo.ConvertTime(instant, LocalTime.Zone(timeZone))) : null, at, timeZone);

    /// <param name="stored">Stands for what the form showed first, if the form does not say.</param>
    public static TimeField Read(string name, IFormCollection form, DateTimeOffset? stored, string timeZone) => new(
        name,
        form[name].ToString().Trim(),
        form[OffsetName(name)].ToString() is { Length: > 0 } offset ? offset : null,
        form.TryGetValue(SeenName(name), out var text)
            ? DateTimeOffset.TryParseExact(text.ToString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var seen) ? seen : null
            : stored,
        timeZone);

    public static string OffsetName(string name) => name + "Offset";

    public static string SeenName(string name) => name + "Seen";

    public string SeenText => Seen?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    /// <summary>
    /// Whether the field means what it showed first. The text alone does not say: it has no fractions of a second, and the same local time
    /// occurs twice when clocks are put back.
    /// </summary>
    public bool IsUntouched => Seen is null
        ? Text.Length == 0
        : Of(Name, Seen, TimeZone) is var first && LocalTime.Read(Text) is { } local && local == LocalTime.Read(first.Text) && (Offset is null || Offset == first.Offset);

    public bool IsCleared => Text.Length == 0 && Seen is not null;

    /// <summary>The two instants between which the person has to choose; empty where the local time occurs once.</summary>
    public IReadOnlyList<DateTimeOffset> Choices => LocalTime.Read(Text) is { } local && LocalTime.Instants(local, TimeZone) is { Count: > 1 } instants ? instants : [];

    /// <summary>The typed instant; null for an empty field, and with a fault for a text that names no instant or two.</summary>
    public DateTimeOffset? Instant(FaultList faults)
    {
        if (Text.Length == 0)
            return null;
        if (LocalTime.Read(Text) is not { } local)
            return Fail(NotATime);
        if (WorkDays.Fault(DateOnly.FromDateTime(local)) is { } outside)
            return Fail(outside);
        var instants = LocalTime.Instants(local, TimeZone);
        return instants.Count switch
        {
            0 => Fail(Skipped),
            1 => instants[0],
            _ => instants.Where(at => LocalTime.Offset(at) == Offset).Select(at => (DateTimeOffset?)at).FirstOrDefault() ?? Fail(Twice),
        };

        DateTimeOffset? Fail(string message)
        {
            faults.Add("/" + Name, message);
            return null;
        }
    }
}
