using Evaluation.Runtime;

namespace Evaluation.Honours;

/// <summary>A command to the register of honours. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
public abstract record HonourCommand(DateTimeOffset At, Actor By);

/// <summary>Defines a title, or replaces its definition. The same again changes nothing.</summary>
/// <param name="BasedOn">
/// The versions of the title that may be replaced; 0 stands for none. Refused with <see cref="RefusalCode.Stale"/> when another one is
/// current. Null for any.
/// </param>
public sealed record DefineTitle(Title Title, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null)
    : HonourCommand(At, By), ICommand<HonourRegister, StandingTitle>
{
    public StandingTitle Answer(HonourRegister state) => state.Titles[Title.Code];
}

/// <summary>Confers a title on a unit for a term. Refused with <see cref="RefusalCode.TermOverlaps"/> while the unit holds it.</summary>
/// <param name="Related">The other codes of the unit; see <see cref="UnitLineage.Related"/>.</param>
/// <param name="Key">Recognises a repeat; null if the call has none.</param>
public sealed record ConferHonour(
    string Title,
    string Unit,
    DateOnly From,
    string? Document,
    string? Round,
    string TimeZone,
    IReadOnlyList<RelatedUnit> Related,
    DateTimeOffset At,
    Actor By,
    CreationKey? Key = null)
    : HonourCommand(At, By), ICommand<HonourRegister, Honour>
{
    public Honour Answer(HonourRegister state) => state.Created(Key, At);
}

/// <summary>
/// Confers the title of an honour for another term. Refused with <see cref="RefusalCode.TermOverlaps"/> when the term would begin before
/// the end of the honour, or while the unit holds the title.
/// </summary>
/// <param name="Id">The honour to renew.</param>
/// <param name="Unit">The unit, or one that continues it.</param>
/// <param name="From">Null for the end of the honour.</param>
/// <param name="Related">The other codes of the unit; see <see cref="UnitLineage.Related"/>.</param>
/// <param name="Key">Recognises a repeat; null if the call has none.</param>
public sealed record RenewHonour(
    string Id,
    string Unit,
    DateOnly? From,
    string? Document,
    string? Round,
    string TimeZone,
    IReadOnlyList<RelatedUnit> Related,
    DateTimeOffset At,
    Actor By,
    CreationKey? Key = null)
    : HonourCommand(At, By), ICommand<HonourRegister, Honour>
{
    public Honour Answer(HonourRegister state) => state.Created(Key, At);
}

/// <summary>Withdraws an honour. The same again changes nothing.</summary>
/// <param name="On">The first day on which the unit does not hold the title any more.</param>
public sealed record WithdrawHonour(string Id, DateOnly On, string Grounds, DateTimeOffset At, Actor By)
    : HonourCommand(At, By), ICommand<HonourRegister, Honour>
{
    public Honour Answer(HonourRegister state) => state.Find(Id)!;
}
