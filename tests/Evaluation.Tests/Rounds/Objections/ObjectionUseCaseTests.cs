using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Staff;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>The rules of objections that depend on the caller's account.</summary>
public sealed class ObjectionUseCaseTests : IAsyncDisposable
{
    private static readonly StaffAccount UnitOne = new(GivenObjection.Unit, [new(Role.Unit, Given.Round, "u1")], "hash-1");
    private static readonly StaffAccount UnitTwo = new("unit-two", [new(Role.Unit, Given.Round, "u2")], "hash-2");
    private static readonly StaffAccount Wang = new(Reviewer, [new(Role.Reviewer, Given.Round)], "hash-3");
    private static readonly StaffAccount Zhao = new(Second, [new(Role.Reviewer)], "hash-4");
    private static readonly StaffAccount Inspector = new("chen", [new(Role.Inspector)], "hash-5");

    private readonly FakeTimeProvider _clock = new(Published);
    private readonly MailboxEngine _engine;
    private readonly RoundViews _views;
    private readonly ObjectionUseCases _objections;

    public ObjectionUseCaseTests()
    {
        _engine = new(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);
        _views = new(_engine, _clock);
        var clerk = new RoundClerk(_engine, _clock);
        _objections = new(_engine, new(_engine, clerk, _views, new()), clerk, new AnswerClerk(_engine), _views, new(new(_engine)), new(_engine, _clock), _clock);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_unit_files_for_itself_only_and_on_behalf_of_nobody()
    {
        await PublishAsync(objections: 0);
        Assert.Equal("o-1", Demand(await _objections.FileAsync(Given.Round, About("u1"), UnitOne)).Id);
        Assert.Equal(RefusalCode.UnitNotYours, (await _objections.FileAsync(Given.Round, About("u2"), UnitOne)).Refusal?.Code);
        Assert.Equal(RefusalCode.UnitNotYours, (await _objections.FileAsync(Given.Round, About("u1", "somebody"), UnitOne)).Refusal?.Code);
        Assert.Equal(RefusalCode.UnitNotYours, (await _objections.FileAsync(Given.Round, About("u1", "somebody"), Inspector)).Refusal?.Code);
    }

    [Fact]
    public async Task An_official_names_the_person_for_whom_an_objection_is_filed()
    {
        await PublishAsync(objections: 0);
        var refusal = (await _objections.FileAsync(Given.Round, About("u1"), Wang)).Refusal;
        Assert.Equal(RefusalCode.BadRequest, refusal?.Code);
        Assert.Equal("/onBehalfOf", Assert.Single((IReadOnlyList<Fault>)refusal!.Fact("faults")!).Pointer);
        Assert.Equal("somebody", Demand(await _objections.FileAsync(Given.Round, About("u1", "somebody"), Wang)).OnBehalfOf);
    }

    [Fact]
    public async Task Each_reader_sees_the_fields_of_their_role()
    {
        await PublishAsync(objections: 1);
        var forPublic = Demand(await _objections.ReadAsync(Given.Round, "o-1", caller: null));
        var forOther = Demand(await _objections.ReadAsync(Given.Round, "o-1", UnitTwo));
        var forObjector = Demand(await _objections.ReadAsync(Given.Round, "o-1", UnitOne));
        var forStaff = Demand(await _objections.ReadAsync(Given.Round, "o-1", Wang));
        Assert.Equal(forPublic, forOther);
        Assert.Equal((null, null, null), (forPublic.Text, forPublic.FiledBy, forPublic.Proposal));
        Assert.Equal(("no. 0", GivenObjection.Unit, null), (forObjector.Text, forObjector.FiledBy, forObjector.Proposal));
        Assert.Equal(("no. 0", Reviewer), (forStaff.Text, forStaff.Proposal?.By));
    }

    [Fact]
    public async Task The_text_of_an_objection_filed_on_somebodys_behalf_is_hidden_from_the_unit()
    {
        await PublishAsync(objections: 0);
        Demand(await _objections.FileAsync(Given.Round, About("u1", "somebody"), Wang));
        Assert.Null(Assert.Single(Demand(await _objections.ListAsync(Given.Round, UnitOne))).Text);
    }

    [Fact]
    public async Task Before_publication_only_the_rounds_staff_lists_objections()
    {
        Demand(await _engine.SendAsync(JournaledObjections.Id, new CreateRound(ObjectedRules, _clock.GetUtcNow(), Given.Administrator)));
        foreach (var caller in new[] { null, UnitOne, Inspector })
        {
            Assert.Equal(RefusalCode.NotPublished, (await _objections.ListAsync(Given.Round, caller)).Refusal?.Code);
            Assert.Equal(RefusalCode.NotPublished, (await _objections.ReadAsync(Given.Round, "o-1", caller)).Refusal?.Code);
        }
        Assert.Empty(Demand(await _objections.ListAsync(Given.Round, Wang)));
        Assert.Equal(RefusalCode.NoSuchObjection, (await _objections.ReadAsync(Given.Round, "o-1", Wang)).Refusal?.Code);
    }

    [Fact]
    public async Task Only_a_reviewer_of_the_round_is_assigned()
    {
        await PublishAsync(objections: 1);
        await AddStaffAsync(Reviewer, new RoleGrant(Role.Reviewer, Given.Round));
        await AddStaffAsync("elsewhere", new RoleGrant(Role.Reviewer, "another"));
        await AddStaffAsync("auditor", new RoleGrant(Role.Auditor));
        foreach (var to in new[] { "elsewhere", "auditor", "nobody" })
            Assert.Equal(RefusalCode.NotAReviewer, (await _objections.AssignAsync(Given.Round, "o-1", to, null, Zhao)).Refusal?.Code);
        Assert.Equal(Reviewer, Demand(await _objections.AssignAsync(Given.Round, "o-1", Reviewer, null, Zhao)).AssignedTo);
    }

    [Fact]
    public async Task An_approval_is_in_the_next_view_of_the_round()
    {
        await PublishAsync(objections: 1);
        Assert.Equal(1, Demand(await _views.GetAsync(Given.Round)).ResultVersions);
        Assert.Equal(2, Demand(await _objections.ApproveAsync(Given.Round, "o-1", proposal: 1, Zhao)).ResultVersion);
        Assert.Equal(2, Demand(await _views.GetAsync(Given.Round)).ResultVersions);
    }

    private Task PublishAsync(int objections) => new JournaledObjections(new MemoryJournal(), _clock).PrepareAsync(_engine, objections);

    private async Task AddStaffAsync(string name, RoleGrant role) =>
        Demand(await _engine.SendAsync(StaffGrain.Ref, new AddStaff(name, [role], $"hash-{name}", _clock.GetUtcNow(), Given.Administrator)));

    private static NewObjection About(string unit, string? onBehalfOf = null) => new(unit, "/total", "we disagree", OnBehalfOf: onBehalfOf);

    private static T Demand<T>(Outcome<T> outcome) => JournaledObjections.Demand(outcome);
}
