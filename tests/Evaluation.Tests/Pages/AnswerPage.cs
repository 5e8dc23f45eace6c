
namespace Evaluation.Tests.Pages;

/// <summary>The form of an answer to an objection, filled in without scripts.</summary>
internal sealed class AnswerPage(Browser browser, string address)
{
    public string Action => $"{address}/resolve";

    public Task<Seen> OpenAsync() => browser.OpenAsync(address);

    /// <summary>Presses a button of the form with these fields changed.</summary>
    public Task<Seen> ActAsync(Seen page, string act, params (string Name, string Value)[] values) => browser.SendAsync(page, Action, [.. values, ("act", act)]);

    /// <summary>Adds a correction by its kind and, for an existing entry, its id: <c>fact-stated named</c>.</summary>
    public Task<Seen> AddAsync(Seen page, string target) => ActAsync(page, "add", ("target", target));

    /// <summary>The fields of <see cref="ObjectedRound.Bonus"/>.</summary>
    public static (string Name, string Value)[] Prize(int index = 0) =>
    [
        ($"/corrections/{index}/adjustment/id", "prize"), ($"/corrections/{index}/adjustment/kind", "bonus"), ($"/corrections/{index}/adjustment/points", "19"),
        ($"/corrections/{index}/adjustment/rule", "§ 12"), ($"/corrections/{index}/adjustment/fact", "a prize of the province"),
    ];
}
