using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>
/// The schedule of a round in a form. A field that is not touched changes nothing, and a field that is emptied clears its instant.
/// </summary>
/// <param name="BasedOn">The version of the schedule that the form was made from; null for a form that names none.</param>
public sealed record ScheduleForm(TimeField OpensAt, TimeField ClosesAt, long? BasedOn)
{
    public const string Opening = "opensAt";
    public const string Close = "closesAt";

    public static ScheduleForm Of(RoundView round) =>
        new(TimeField.Of(Opening, round.OpensAt, round.TimeZone), TimeField.Of(Close, round.ClosesAt, round.TimeZone), round.ScheduleVersion);

    /// <param name="form">A form without the field of the opening leaves the opening as it is.</param>
    public static ScheduleForm Read(IFormCollection form, RoundView round) => new(
        form.ContainsKey(Opening) ? TimeField.Read(Opening, form, round.OpensAt, round.TimeZone) : TimeField.Of(Opening, round.OpensAt, round.TimeZone),
        TimeField.Read(Close, form, round.ClosesAt, round.TimeZone),
        form.BasedOn() is [var basedOn] ? basedOn : null);

    /// <summary>The change that the form asks for. Refused with every fault at its field.</summary>
    public Outcome<ScheduleChange> ToChange(string? reason)
    {
        var faults = new FaultList();
        var (opening, close) = (Changed(OpensAt, faults), Changed(ClosesAt, faults));
        return faults.Faults.Count == 0
            ? new ScheduleChange(opening, close, OpensAt.IsCleared, ClosesAt.IsCleared, reason)
            : new Refusal(RefusalCode.BadSchedule, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
    }

    /// <summary>
    /// The same form for a schedule that was changed meanwhile: what was typed stays, and a field that was not touched shows what is stored
    /// now.
    /// </summary>
    public ScheduleForm Onto(RoundView round)
    {
        var now = Of(round);
        return new(Onto(OpensAt, now.OpensAt), Onto(ClosesAt, now.ClosesAt), now.BasedOn);
    }

    private static TimeField Onto(TimeField typed, TimeField now) => typed.IsUntouched ? now : typed with { Seen = now.Seen };

    private static DateTimeOffset? Changed(TimeField field, FaultList faults) => field.IsUntouched ? null : field.Instant(faults);
}
