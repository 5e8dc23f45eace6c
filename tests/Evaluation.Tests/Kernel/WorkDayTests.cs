using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Supervision;
using Evaluation.Gateway.Targets;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Tests.Kernel;

/// <summary>The days of reports on the work of a round lie in this century. A mistyped year is a fault at its field.</summary>
public sealed class WorkDayTests
{
    private static readonly Dictionary<string, Action<JsonElement, FaultList>> Bodies = new()
    {
        ["finding"] = (body, faults) => NewFinding.Read(body, faults),
        ["verification"] = (body, faults) => NewVerification.Read(body, faults),
        ["spot check"] = (body, faults) => NewSpotCheck.Read(body, faults),
        ["fact"] = (body, faults) => NewFact.Read(body, faults),
        ["complaint"] = (body, faults) => NewComplaint.Read(body, faults),
        ["targets"] = (body, faults) => NewTargets.Read(body, faults),
        ["panel"] = (body, faults) => PanelBody.Read(body, faults),
        ["corrections"] = (body, faults) => LedgerChangeReader.Read(JsonCursor.Root(body, faults)),
        ["evidence"] = (body, faults) => EvidenceForm.Read(new(Stream.Null, body), "", 0, "", faults),
        ["honour"] = (body, faults) => NewHonour.Read(body, faults),
        ["renewal"] = (body, faults) => Renewal.Read(body, faults),
        ["withdrawal"] = (body, faults) => NewWithdrawal.Read(body, faults),
        ["self-assessment"] = (body, faults) => SelfAssessmentEdit.Read(body, faults),
        ["definition"] = (body, faults) => RulesReader.Read(body).Faults.ToList().ForEach(fault => faults.Add(fault.Pointer, fault.Message)),
        ["schedule"] = (body, faults) => Schedule.Read(body, faults),
        ["transition"] = (body, faults) => Transition.Read(body, faults),
    };

    [Theory]
    [InlineData("finding", """{"text":"a","dueOn":"DAY"}""", "/dueOn")]
    [InlineData("verification", """{"passed":false,"note":"a","dueOn":"DAY"}""", "/dueOn")]
    [InlineData("spot check", """{"failed":true,"on":"DAY"}""", "/on")]
    [InlineData("fact", """{"fact":"a","on":"DAY"}""", "/on")]
    [InlineData("complaint", """{"unit":"u1","text":"a","channel":"letter","receivedOn":"DAY"}""", "/receivedOn")]
    [InlineData("targets", """{"targets":[{"id":"t1","title":"a","dueOn":"DAY","responsible":"b"}]}""", "/targets/0/dueOn")]
    [InlineData("panel", """{"title":{"zh":"a"},"inspectors":["wang"],"units":["u1"],"visits":{"from":"DAY","to":"2099-12-31"}}""", "/visits/from")]
    [InlineData("corrections", """[{"change":"spot-check-entered","spotCheck":{"id":"sc-1","failed":true,"on":"DAY"}}]""", "/0/spotCheck/on")]
    [InlineData("corrections", """[{"change":"sheet-entered","sheet":{"inspector":"chen","points":{},"visitedOn":"DAY"}}]""", "/0/sheet/visitedOn")]
    [InlineData("evidence", """{"title":"a","kind":"document","date":"DAY"}""", "/date")]
    [InlineData("honour", """{"title":"a","unit":"u1","from":"DAY"}""", "/from")]
    [InlineData("renewal", """{"from":"DAY"}""", "/from")]
    [InlineData("withdrawal", """{"grounds":"a","on":"DAY"}""", "/on")]
    [InlineData("self-assessment", """{"items":[{"criterion":"law","figures":[{"name":"a","asOf":"DAY"}]}]}""", "/items/0/figures/0/asOf")]
    [InlineData("definition", """{"period":{"from":"DAY","to":"2099-12-31"}}""", "/period/from")]
    [InlineData("definition", """{"period":{"from":"2000-01-01","to":"DAY"}}""", "/period/to")]
    [InlineData("schedule", """{"opensAt":"DAYT00:00:00+08:00"}""", "/opensAt")]
    [InlineData("schedule", """{"closesAt":"DAYT23:59:59+08:00"}""", "/closesAt")]
    [InlineData("transition", """{"to":"published","objectionsUntil":"DAYT00:00:00+08:00"}""", "/objectionsUntil")]
    public void A_day_outside_the_century_is_a_fault_at_its_field(string body, string json, string pointer)
    {
        foreach (var (day, isFault) in new[] { ("1900-01-01", true), ("1999-12-31", true), ("2000-01-01", false), ("2099-12-31", false), ("2100-01-01", true), ("9999-12-31", true) })
        {
            var faults = new FaultList();
            Bodies[body](JsonElement.Parse(json.Replace("DAY", day, StringComparison.Ordinal)), faults);
            Assert.Equal(
                isFault ? [new Fault(pointer, "must be a day from 2000-01-01 to 2099-12-31")] : [],
                faults.Faults.Where(fault => fault.Pointer == pointer));
        }
    }

    [Fact]
    public void Days_that_are_stored_already_stay_readable()
    {
        var faults = new FaultList();
        var copied = EvidenceForm.Read(
            new(Stream.Null, JsonElement.Parse("""{"title":"a","kind":"document","date":"1987-05-01"}"""), StoredDate: new DateOnly(1987, 5, 1)), "", 0, "", faults);
        Assert.Equal((new DateOnly(1987, 5, 1), 0), (copied.Date, faults.Faults.Count));
        var rules = Given.AssessedRules with { Period = new(new(1987, 1, 1), new(2987, 12, 31)) };
        Assert.Equal(rules.Period, RulesJson.Read(RulesJson.Write(rules)).Period);
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59+08:00", null)]
    [InlineData("2000-01-01T00:00:00+08:00", "2000-01-01T00:00:00+08:00")]
    [InlineData("2100-01-01T00:00:00+08:00", null)]
    public void An_instant_is_judged_by_the_day_in_its_own_offset(string text, string? read)
    {
        var faults = new FaultList();
        var instant = JsonCursor.Root(JsonElement.Parse($"\"{text}\""), faults).WorkInstant();
        Assert.Equal(read is null ? null : DateTimeOffset.Parse(read, System.Globalization.CultureInfo.InvariantCulture), instant);
        Assert.Equal(read is null, faults.Faults.Count == 1);
    }
}
