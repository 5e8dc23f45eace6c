using Evaluation.Gateway.Http.Lists;
using Evaluation.Rules;
using Evaluation.Targets;

namespace Evaluation.Gateway.Targets;

/// <summary>The rows of the table of progress that a caller asks for.</summary>
/// <param name="Unit">Of this unit; null for all.</param>
/// <param name="State">In this state; null for all.</param>
/// <param name="Overdue">Overdue, or not; null for all.</param>
internal sealed record ProgressFilter(string? Unit, ProgressState? State, bool? Overdue)
{
    /// <summary>Reads the query. Refused with <see cref="RefusalCode.BadRequest"/> for a value that a parameter cannot have.</summary>
    public static Outcome<ProgressFilter> Read(string? unit, string? state, string? overdue)
    {
        var (wanted, late) = (WordQuery.Read<ProgressState>("state", state), FlagQuery.Read("overdue", overdue));
        return wanted.IsRefused(out var refusal) || late.IsRefused(out refusal)
            ? refusal
            : new ProgressFilter(string.IsNullOrEmpty(unit) ? null : unit, wanted.Answer, late.Answer);
    }

    /// <summary>The refusal of a unit that the round does not have, or null.</summary>
    public Refusal? RefuseUnit(RoundRules rules) => Unit is null || rules.Units.Any(known => known.Code == Unit)
        ? null
        : new(RefusalCode.NoSuchUnit, $"The round has no unit '{Unit}'.", ("unit", Unit));

    public bool Asks(ProgressRow row) => (Unit is null || row.Unit == Unit) && (State is null || row.State == State) && (Overdue is null || row.DaysOverdue > 0 == Overdue);
}
