using System.Diagnostics;

namespace Evaluation.Honours;

/// <summary>The rules of titles and honours. A unit holds a title once at a time, also under a former code.</summary>
internal static class HonourDecider
{
    public static Decision<HonourEvent> Decide(HonourRegister register, HonourCommand command) => command switch
    {
        DefineTitle define => Define(register, define),
        ConferHonour confer => Confer(register, confer),
        RenewHonour renew => Renew(register, renew),
        WithdrawHonour withdraw => Withdraw(register, withdraw),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<HonourEvent> Define(HonourRegister register, DefineTitle define)
    {
        var standing = register.Titles.GetValueOrDefault(define.Title.Code);
        if (standing?.Title == define.Title)
            return Decision<HonourEvent>.NothingToDo;
        if (Stale.Refuse(define.BasedOn, standing?.Version ?? 0, "The title") is { } stale)
            return stale;
        if (standing is null && register.Titles.Count >= Limits.Titles)
            return new Refusal(RefusalCode.TooManyEntries, $"There are at most {Limits.Titles} titles.", ("titles", Limits.Titles));
        return new TitleDefined(define.Title, define.At, define.By.Account, define.By.StoredPerson);
    }

    private static Decision<HonourEvent> Confer(HonourRegister register, ConferHonour confer)
    {
        var known = register.Keys.Find(confer.Key, confer.At);
        if (known.IsRefused(out var refusal))
            return refusal;
        if (known.Answer is not null)
            return Decision<HonourEvent>.NothingToDo;
        if (!register.Titles.TryGetValue(confer.Title, out var title))
            return NoSuchTitle(confer.Title);
        return New(register, new(
            register.NextId, confer.Title, confer.Unit, TermSpan.First(confer.From, title.Title), confer.Document, confer.Round, confer.TimeZone, confer.Related, Renews: null,
            confer.At, confer.By.Account, confer.By.StoredPerson, confer.Key));
    }

    private static Decision<HonourEvent> Renew(HonourRegister register, RenewHonour renew)
    {
        var known = register.Keys.Find(renew.Key, renew.At);
        if (known.IsRefused(out var refusal))
            return refusal;
        if (known.Answer is not null)
            return Decision<HonourEvent>.NothingToDo;
        if (register.Find(renew.Id) is not { } before)
            return NoSuchHonour(renew.Id);
        if (before.Withdrawn is not null)
            return new Refusal(RefusalCode.WrongState, $"Honour {renew.Id} was withdrawn. Confer the title anew.", ("state", "withdrawn"));
        if (renew.Unit != before.Unit && !renew.Related.Any(code => code.Means(before)))
            return new Refusal(RefusalCode.NoSuchUnit, $"Unit '{renew.Unit}' does not continue unit '{before.Unit}'.", ("unit", renew.Unit));
        var from = renew.From ?? before.Span.Until;
        if (from < before.Span.Until)
            return TermOverlaps(before);
        var title = register.Titles[before.Title].Title;
        return New(register, new(
            register.NextId, before.Title, renew.Unit, from == before.Span.Until ? before.Span.Next(title) : TermSpan.First(from, title), renew.Document, renew.Round, renew.TimeZone,
            renew.Related, before.Id, renew.At, renew.By.Account, renew.By.StoredPerson, renew.Key));
    }

    private static Decision<HonourEvent> New(HonourRegister register, HonourConferred conferred)
    {
        if (conferred.Span.From > TermSpan.Latest)
            return new Refusal(RefusalCode.BadRequest, $"A term begins on {TermSpan.Latest:yyyy-MM-dd} at the latest.");
        if (register.FindOverlapping(conferred.Title, conferred.Unit, conferred.Span, conferred.Related) is { } held)
            return TermOverlaps(held);
        if (register.Honours.Count >= Limits.Honours)
            return new Refusal(RefusalCode.TooManyEntries, $"The register holds at most {Limits.Honours} honours.", ("honours", Limits.Honours));
        return conferred;
    }

    private static Decision<HonourEvent> Withdraw(HonourRegister register, WithdrawHonour withdraw)
    {
        if (register.Find(withdraw.Id) is not { } honour)
            return NoSuchHonour(withdraw.Id);
        if (honour.Withdrawn is { } standing)
        {
            return standing.Grounds == withdraw.Grounds
                ? Decision<HonourEvent>.NothingToDo
                : new Refusal(RefusalCode.WrongState, $"Honour {withdraw.Id} has been withdrawn on {standing.On:yyyy-MM-dd}.", ("state", "withdrawn"));
        }
        return new HonourWithdrawn(withdraw.Id, withdraw.On, withdraw.Grounds, withdraw.At, withdraw.By.Account, withdraw.By.StoredPerson);
    }

    private static Refusal NoSuchTitle(string title) => new(RefusalCode.NoSuchTitle, $"There is no title '{title}'.", ("title", title));

    private static Refusal NoSuchHonour(string id) => new(RefusalCode.NoSuchHonour, $"There is no honour '{id}'.", ("id", id));

    private static Refusal TermOverlaps(Honour held) => new(
        RefusalCode.TermOverlaps, $"Unit '{held.Unit}' holds the title from {held.Span.From:yyyy-MM-dd} to before {held.HeldUntil:yyyy-MM-dd}: honour {held.Id}.", ("honour", held.Id),
        ("unit", held.Unit), ("from", $"{held.Span.From:yyyy-MM-dd}"), ("until", $"{held.HeldUntil:yyyy-MM-dd}"));
}
