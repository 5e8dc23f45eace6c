namespace Evaluation.Gateway.Pages.Administrator.Overview;

/// <summary>Something that a round needs before its next step, done or not.</summary>
/// <param name="Key">The end of the keys of its texts, after <c>overview.is-</c>, <c>why-</c>, <c>done-</c> and <c>do-</c>.</param>
/// <param name="Count">How many are missing; 0 for what is complete.</param>
/// <param name="Names">What lacks it: names in the reader's language, or ids of numbered entries.</param>
/// <param name="Address">Where it is dealt with; null for nowhere.</param>
public sealed record MissingItem(string Key, int Count, IReadOnlyList<string> Names, string? Address)
{
    public bool IsDone => Count == 0;
}

/// <summary>What a round needs before its next step, and the size of its assessment.</summary>
/// <param name="Panels">Panels that have units; 0 for none.</param>
/// <param name="Inspectors">Different persons on them.</param>
/// <param name="SheetsFiled">Of those that the panels owe.</param>
public sealed record RoundNeeds(IReadOnlyList<MissingItem> Items, int Panels = 0, int Inspectors = 0, int SheetsFiled = 0, int SheetsDue = 0)
{
    public static readonly RoundNeeds None = new([]);

    public IReadOnlyList<MissingItem> Open => [.. Items.Where(item => !item.IsDone)];

    public IReadOnlyList<MissingItem> Done => [.. Items.Where(item => item.IsDone)];
}
