using System.Globalization;
using System.Text.Json;
using Evaluation.Honours;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Honours;

/// <summary>Which honours a caller asks for.</summary>
/// <param name="Unit">The honours of this unit, also under its former codes.</param>
/// <param name="DueWithinDays">Only honours whose re-examination or end of term is at most this number of days away.</param>
public sealed record HonourFilter(string? Unit = null, HonourLevel? Level = null, HonourState? State = null, int? DueWithinDays = null)
{
    /// <summary>Days within which an honour is listed among those that are due, unless the caller says otherwise.</summary>
    private const int UsualDueDays = 90;

    /// <summary>Refused with <see cref="RefusalCode.BadRequest"/> for words and numbers that mean nothing.</summary>
    public static Outcome<HonourFilter> Read(string? unit, string? level, string? state, string? dueWithinDays)
    {
        if (!TryWord<HonourLevel>(level, out var wanted))
            return Bad("level", $"one of {Words<HonourLevel>()}");
        if (!TryWord<HonourState>(state, out var standing))
            return Bad("state", $"one of {Words<HonourState>()}");
        var days = 0;
        if (dueWithinDays is not null && (!int.TryParse(dueWithinDays, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days > Limits.DueDays))
            return Bad("dueWithinDays", $"a whole number from 0 to {Limits.DueDays}");
        return new HonourFilter(unit, wanted, standing, dueWithinDays is null ? null : days);
    }

    /// <summary>Those that match: the due ones first, by the day on which they are due, then the others as they were conferred.</summary>
    public IReadOnlyList<HonourTerm> Of(IEnumerable<HonourTerm> terms, UnitLineage lineage, DateTimeOffset now)
    {
        var former = Unit is null ? [] : lineage.Former(Unit);
        var matching = terms.Where(term => Unit is null || term.Honour.Unit == Unit || former.Any(code => code.Means(term.Honour)))
            .Where(term => Level is null || term.Title.Level == Level)
            .Where(term => State is null || term.StateOn(HonourView.Today(term.Honour, now)) == State)
            .ToLookup(term => term.IsDue(HonourView.Today(term.Honour, now), DueWithinDays ?? UsualDueDays));
        return [.. matching[true].OrderBy(term => term.DueOn), .. DueWithinDays is null ? matching[false] : []];
    }

    private static Refusal Bad(string parameter, string expected) => new(RefusalCode.BadRequest, $"{parameter} is {expected}.", ("parameter", parameter));

    private static string Words<TEnum>() where TEnum : struct, Enum => PlainText.QuotedList([.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);

    private static bool TryWord<TEnum>(string? text, out TEnum? word) where TEnum : struct, Enum
    {
        word = null;
        if (text is null)
            return true;
        foreach (var value in Enum.GetValues<TEnum>())
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
                word = value;
        return word is not null;
    }
}
