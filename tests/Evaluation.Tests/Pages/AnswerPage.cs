
namespace Evaluation.Tests.Pages;

/// <summary>The form of an answer to an objection, as somebody fills it in whose browser runs no script.</summary>
internal sealed class AnswerPage(Browser browser, string address)
{
    public string Action => $"{address}/resolve";

    public Task<Seen> OpenAsync() => browser.OpenAsync(address);

    /// <summary>Presses one of the form's buttons, with these fields filled in and all others as they stand.</summary>
    public Task<Seen> ActAsync(Seen page, string act, params (string Name, string Value)[] values) => browser.SendAsync(page, Action, [.. values, ("act", act)]);

    /// <summary>Adds a correction of the kind, and of what it is about where the unit has that already: <c>fact-stated named</c>.</summary>
    public Task<Seen> AddAsync(Seen page, string target) => ActAsync(page, "add", ("target", target));

    /// <summary>The fields of <see cref="ObjectedRound.Bonus"/>.</summary>
    public static (string Name, string Value)[] Prize(int index = 0) =>
    [
        ($"/corrections/{index}/adjustment/id", "prize"), ($"/corrections/{index}/adjustment/kind", "bonus"), ($"/corrections/{index}/adjustment/points", "19"),
        ($"/corrections/{index}/adjustment/rule", "§ 12"), ($"/corrections/{index}/adjustment/fact", "a prize of the province"),
    ];
}
