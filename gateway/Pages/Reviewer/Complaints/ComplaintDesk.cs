using Evaluation.Complaints;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Reviewer.Complaints;

/// <summary>Reads complaints for officials, with names in place of codes.</summary>
internal sealed class ComplaintDesk(IEngine engine, ComplaintUseCases complaints, ComplaintRounds rounds, StaffDirectory directory)
{
    /// <summary>Complaints of a page of the list.</summary>
    public const int PerPage = 50;

    public async ValueTask<Outcome<ShownComplaint>> FindAsync(string id, StaffAccount caller, PageRequest request)
    {
        var read = await complaints.ReadAsync(id, caller);
        var accounts = await directory.ListAsync();
        var units = await rounds.ReadAsync();
        if (read.IsRefused(out var refusal) || accounts.IsRefused(out refusal) || units.IsRefused(out refusal))
            return refusal;
        var complaint = read.Answer.View;
        // Only staff reads a complaint in whole, and with its round.
        if (complaint.Round is not { } round)
            return new Refusal(RefusalCode.NoSuchComplaint, "There is no such complaint, or it cannot be read with this.");
        var of = await UnitWork.FindAsync(engine, round, complaint.Unit);
        if (of.IsRefused(out refusal))
            return refusal;
        var (staff, unit) = (new StaffNames(accounts.Answer), new ComplaintUnit(round, complaint.Unit));
        return new ShownComplaint(
            complaint, read.Answer.Version ?? 0, of.Answer.Rules, request.In(of.Answer.Unit.Label), request.In(of.Answer.View.Title), staff,
            [.. accounts.Answer.Values.Where(account => units.Answer.ReaderOf(account, unit) == ComplaintReader.Official).Select(account => account.Name)],
            units.Answer.ReaderOf(caller, unit) == ComplaintReader.Official && units.Answer.RefuseAct(unit) is null);
    }

    /// <summary>A page of the complaints in a state, in the order in which they came in.</summary>
    /// <param name="state">Null for all.</param>
    /// <param name="after">The complaint before the page; null for the first one.</param>
    public async ValueTask<Outcome<(ListPage<ComplaintView> Page, IReadOnlyDictionary<ComplaintUnit, string> Units)>> ListAsync(ComplaintState? state, string? after, StaffAccount caller, PageRequest request)
    {
        var listed = await complaints.ListAsync(null, null, new(state, null, new(PerPage, after)), caller);
        if (listed.IsRefused(out var refusal))
            return refusal;
        var names = new Dictionary<ComplaintUnit, string>();
        foreach (var known in listed.Answer.Items.Select(one => new ComplaintUnit(one.Round!, one.Unit)).Distinct())
        {
            var of = await UnitWork.FindAsync(engine, known.Round, known.Unit);
            if (of.IsRefused(out refusal))
                return refusal;
            names[known] = request.In(of.Answer.Unit.Label);
        }
        return (listed.Answer, names);
    }
}

/// <summary>A complaint as its page shows it.</summary>
/// <param name="Version">The version that the forms are based on.</param>
/// <param name="Rules">The rules of the unit's class.</param>
/// <param name="Unit">The name of the unit.</param>
/// <param name="Round">The title of the round.</param>
/// <param name="Staff">Who uses the accounts.</param>
/// <param name="Assignees">The accounts that can be assigned.</param>
/// <param name="MayAct">Whether the reader acts on complaints about the unit, and some round of it is open.</param>
public sealed record ShownComplaint(
    ComplaintView View, int Version, RoundRules Rules, string Unit, string Round, StaffNames Staff, IReadOnlyList<string> Assignees, bool MayAct)
{
    public string Address => $"/reviews/complaints/{View.Id}";

    /// <summary>Whether its state lets officials assign, answer and close it.</summary>
    public bool IsOpen => View.State is ComplaintState.Received or ComplaintState.Assigned or ComplaintState.Answered;

    public bool MayBecomeFinding => View is { Finding: null, Answer.Upheld: true, State: ComplaintState.Answered or ComplaintState.Closed };

    /// <summary>Whether the page has the form of an act now.</summary>
    public bool Offers(string act) => MayAct && act switch
    {
        "assign" or "release" or "answer" => IsOpen,
        "close" => IsOpen && View.Answer is not null,
        "finding" => MayBecomeFinding,
        "reject" => View.State is ComplaintState.Received or ComplaintState.Assigned,
        "restore" => View.State == ComplaintState.Rejected,
        _ => false,
    };
}
