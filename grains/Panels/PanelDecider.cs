using System.Diagnostics;

namespace Evaluation.Panels;

/// <summary>The rules of panels and draws.</summary>
internal static class PanelDecider
{
    public static Decision<PanelEvent> Decide(PanelBook book, PanelCommand command) => command switch
    {
        SetPanel set => Set(book, set),
        RemovePanel remove => Remove(book, remove),
        AdmitSheet admit => Admit(book, admit),
        CreateDraw create => Create(book, create),
        SeedDraw seed => Seed(book, seed),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<PanelEvent> Set(PanelBook book, SetPanel set)
    {
        var (panel, known) = (set.Panel, book.Find(set.Panel.Code));
        if (known is not null && known.IsSameAs(panel))
            return Decision<PanelEvent>.NothingToDo;
        if (Stale.Refuse(set.BasedOn, known?.Version ?? 0, "The panel") is { } stale)
            return stale;
        if (PanelConflict.Refuse(book, panel) is { } conflict)
            return conflict;
        if (known is null && book.Panels.Count >= Limits.PanelsPerRound)
            return new Refusal(RefusalCode.TooManyEntries, $"A round has at most {Limits.PanelsPerRound} panels.", ("panelsMax", Limits.PanelsPerRound));
        return new PanelSet(panel.Code, panel.Label, panel.Inspectors, panel.Units, panel.Visits, set.At, set.By.Account, panel.By, panel.Weights)
        { Person = set.By.StoredPerson };
    }

    private static Decision<PanelEvent> Remove(PanelBook book, RemovePanel remove)
    {
        if (book.IsRemoved(remove.Panel))
            return Decision<PanelEvent>.NothingToDo;
        if (book.Find(remove.Panel) is not { } known)
            return new Refusal(RefusalCode.NoSuchPanel, $"The round has no panel '{remove.Panel}'.", ("panel", remove.Panel));
        if (Stale.Refuse(remove.BasedOn, known.Version, "The panel") is { } stale)
            return stale;
        if (book.SheetUnits(remove.Panel).ToArray() is { Length: > 0 } units)
            return new Refusal(RefusalCode.WrongState, "The panel has filed sheets and cannot be removed.", ("units", units));
        return new PanelRemoved(remove.Panel, remove.At, remove.By.Account) { Person = remove.By.StoredPerson };
    }

    private static Decision<PanelEvent> Admit(PanelBook book, AdmitSheet admit)
    {
        var inspector = admit.By.Account;
        if (book.OfInspector(admit.Unit, inspector) is not { } panel)
            return new Refusal(RefusalCode.UnitNotYours, $"Unit '{admit.Unit}' has no panel with '{inspector}'.", ("unit", admit.Unit));
        return book.IsAdmitted(panel.Code, admit.Unit, inspector)
            ? Decision<PanelEvent>.NothingToDo
            : new SheetAdmitted(panel.Code, admit.Unit, inspector, admit.At, inspector) { Person = admit.By.StoredPerson };
    }

    private static Decision<PanelEvent> Create(PanelBook book, CreateDraw create)
    {
        var repeated = book.Keys.Find(create.Key, create.At);
        if (repeated.IsRefused(out var reused))
            return reused;
        if (repeated.Answer is not null)
            return Decision<PanelEvent>.NothingToDo;
        if (book.FindDraw(create.Id) is not null)
            return Exists($"There is a draw '{create.Id}'. Its id cannot be used again.", create.Id);
        if (book.Draws.Count >= Limits.DrawsPerRound)
            return new Refusal(RefusalCode.TooManyEntries, $"A round has at most {Limits.DrawsPerRound} draws.", ("drawsMax", Limits.DrawsPerRound));
        var announced = new DrawAnnounced(create.Id, create.Of, create.Count, create.Pool, create.Reason, create.SeedSource, create.At, create.By.Account, create.Key, create.Body)
        { Person = create.By.StoredPerson };
        return create.Seed is null
            ? announced
            : Decision<PanelEvent>.Of(announced, Made(create.Id, create.Seed, true, create.Pool, create.Count, create.At, create.By));
    }

    private static Decision<PanelEvent> Seed(PanelBook book, SeedDraw seed)
    {
        if (book.FindDraw(seed.Id) is not { } draw)
            return new Refusal(RefusalCode.NoSuchDraw, $"The round has no draw '{seed.Id}'.", ("id", seed.Id));
        if (draw.Made is not { } made)
            return Made(draw.Id, seed.Seed, false, draw.From, draw.Count, seed.At, seed.By);
        return made.Seed == seed.Seed ? Decision<PanelEvent>.NothingToDo : Exists($"Draw '{seed.Id}' was made with another seed.", seed.Id);
    }

    private static DrawMade Made(string id, string seed, bool isChosen, IReadOnlyList<string> pool, int count, DateTimeOffset at, Actor by) =>
        new(id, seed, isChosen, SeededRank.Draw(seed, pool, count), at, by.Account) { Person = by.StoredPerson };

    private static Refusal Exists(string detail, string id) => new(RefusalCode.DrawExists, detail, ("id", id));
}
