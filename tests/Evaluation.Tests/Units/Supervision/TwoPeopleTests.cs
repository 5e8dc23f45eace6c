using System.Collections.Immutable;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Supervision;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Units.Supervision;

/// <summary>Two accounts of one person count as one, and an interest of one account is one of the person.</summary>
public sealed class TwoPeopleTests : IAsyncLifetime
{
    private static readonly StaffAccount Wang = Account("wang", Role.Reviewer);
    private static readonly StaffAccount WangAgain = Account("wang-2", Role.Reviewer, "wang");
    private static readonly StaffAccount Li = Account("li", Role.Reviewer);
    private static readonly NewAdjustment Bonus = new(Evaluation.Assessment.AdjustmentKind.Bonus, 2, "§ 12", "a prize");

    private readonly RosterEngine _engine;
    private readonly SupervisionUseCases _supervision;
    private readonly FindingUseCases _findings;

    public TwoPeopleTests()
    {
        var clock = new FakeTimeProvider(Given.Now);
        _engine = new(new(new MemoryJournal(), clock, NullLogger<MailboxEngine>.Instance));
        var interests = new Interests(new(_engine));
        (_supervision, _findings) = (new(_engine, interests, new(_engine, clock), clock), new(_engine, interests, clock));
    }

    public async Task InitializeAsync()
    {
        Has(Wang, WangAgain, Li);
        await _engine.Inner.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.AssessedRules, Given.Opening, "li"));
        await _engine.Inner.SendAsync(RoundGrain.Ref(Given.Round), new MoveRound(RoundState.Assessing, Given.Opening, "li", null));
    }

    public async Task DisposeAsync() => await _engine.Inner.DisposeAsync();

    [Fact]
    public async Task One_person_with_two_accounts_cannot_propose_and_approve()
    {
        Assert.Equal("adj-1", (await _supervision.ProposeAsync(Given.Round, "u1", Bonus, null, Wang)).Answer.Id);
        Assert.Equal(RefusalCode.SamePerson, (await _supervision.ApproveAsync(Given.Round, "u1", "adj-1", WangAgain)).Refusal?.Code);
        var approved = (await _supervision.ApproveAsync(Given.Round, "u1", "adj-1", Li)).Answer;
        Assert.Equal(AdjustmentState.Approved, Assert.Single(approved.Now.Adjustments).State);
    }

    [Fact]
    public async Task The_person_is_stored_with_the_proposal_so_a_later_change_of_the_account_does_not_matter()
    {
        await _supervision.ProposeAsync(Given.Round, "u1", Bonus, null, WangAgain);
        Has(Wang, WangAgain with { NamedPerson = null }, Li);
        Assert.Equal(RefusalCode.SamePerson, (await _supervision.ApproveAsync(Given.Round, "u1", "adj-1", Wang)).Refusal?.Code);
    }

    [Fact]
    public async Task An_interest_of_another_account_of_the_person_refuses_proposal_approval_and_finding()
    {
        await _supervision.ProposeAsync(Given.Round, "u1", Bonus, null, Wang);
        Has(Wang, WangAgain with { NamedInterests = [new("u1", "liaison", Given.Now, "li")] }, Li);
        Assert.Equal(RefusalCode.ConflictOfInterest, (await _supervision.ProposeAsync(Given.Round, "u1", Bonus, null, Wang)).Refusal?.Code);
        Assert.Equal(RefusalCode.ConflictOfInterest, (await _supervision.ApproveAsync(Given.Round, "u1", "adj-1", Li)).Refusal?.Code);
        Assert.Equal(RefusalCode.ConflictOfInterest, (await _findings.OpenAsync(Given.Round, "u1", new("a", new(2020, 12, 10)), null, Wang)).Refusal?.Code);
        Assert.Equal("adj-1", (await _supervision.ProposeAsync(Given.Round, "u2", Bonus, null, Wang)).Answer.Id);
    }

    [Fact]
    public async Task A_complaint_makes_one_finding_however_often_it_is_asked_for()
    {
        var first = (await _findings.OpenAsync(Given.Round, "u1", new("a", new(2020, 12, 10), Notice: true), null, Li, "2020-0007")).Answer;
        var again = (await _findings.OpenAsync(Given.Round, "u1", new("a", new(2020, 12, 10), Notice: true), null, Li, "2020-0007")).Answer;
        Assert.Equal(("f-1", 1, "2020-0007"), (first.Id, first.Notice, first.Complaint));
        Assert.Equal((first.Id, first.Notice), (again.Id, again.Notice));
    }

    private void Has(params StaffAccount[] accounts) =>
        _engine.Roster = new() { Accounts = accounts.ToImmutableSortedDictionary(account => account.Name, account => account), Version = _engine.Roster.Version + 1 };

    private static StaffAccount Account(string name, Role role, string? person = null) => new(name, [new(role)], $"hash of {name}", NamedPerson: person);

    /// <summary>An engine with a given roster of staff.</summary>
    private sealed class RosterEngine(MailboxEngine inner) : IEngine
    {
        public MailboxEngine Inner { get; } = inner;

        public StaffRoster Roster { get; set; } = new();

        public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
            where TState : class
            where TAnswer : class =>
            request is ViewStaff ? new((TAnswer)(object)Roster) : Inner.SendAsync(grain, request);

        public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
            where TState : class => Inner.ListAsync(kind, cancel);

        public ValueTask CheckAsync(CancellationToken cancel = default) => Inner.CheckAsync(cancel);
    }
}
