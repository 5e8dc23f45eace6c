using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Tests.Rules.Forms;

/// <summary>Faults of places, tails, ties, the catalogue and vetoes that ask for another round's tail: each by its pointer.</summary>
public sealed class PlacesFaultTests
{
    private const string Honour = """{"code":"honour","kind":"bonus","levels":{"nation":5,"city":1},"cap":5}""";

    [Theory]
    // Places of grades. Class service has three units.
    [InlineData("/grades/1/rounding", "\"up\"", "/grades/1/rounding", "has no effect without quota")]
    [InlineData("/grades/0/rounding", "\"nearest\"", "/grades/0/rounding", "must be one of \"down\", \"halfUp\", \"up\"")]
    [InlineData("/grades/0/places", """{"service":1}""", "/grades/0/places", "stands beside quota; a grade has a quota or places, not both")]
    [InlineData("/grades/1/places", "{}", "/grades/1/places", "names no class")]
    [InlineData("/grades/1/places", """{"servise":1}""", "/grades/1/places/servise", "\"servise\" is not defined; did you mean \"service\"?")]
    [InlineData("/grades/1/places", """{"service":99}""", "/grades/1/places/service", "is 99, and the class has ")]
    [InlineData("/grades/1/places", """{"service":-1}""", "/grades/1/places/service", "must be 0 or more, but is -1")]
    [InlineData("/grades/1/places", """{"service":1.5}""", "/grades/1/places/service", "must be a whole number")]
    // Tails.
    [InlineData("/tail", """[{"code":"warned","places":0}]""", "/tail/0/places", "must be at least 1, but is 0")]
    [InlineData("/tail", """[{"code":"warned","places":-2}]""", "/tail/0/places", "must be at least 1, but is -2")]
    [InlineData("/tail", """[{"code":"warned","places":99}]""", "/tail/0/places", "is 99, and the largest class has ")]
    [InlineData("/tail", """[{"code":"Warned","places":1}]""", "/tail/0/code", "must be of small letters")]
    [InlineData("/tail", """[{"code":"warned","places":1},{"code":"warned","places":1}]""", "/tail/1/code", "\"warned\" is used more than once")]
    [InlineData("/tail", """[{"code":"warned","places":1,"below":1000001}]""", "/tail/0/below", "must be from -1000000 to 1000000")]
    [InlineData("/tail", """[{"code":"warned","places":1,"ties":"both"}]""", "/tail/0/ties", "must be one of \"out\", \"in\"")]
    [InlineData("/tail", """[{"code":"warned"}]""", "/tail/0/places", "is missing")]
    [InlineData("/tail", """[{"code":"a","places":1,"label":"末位"},{"code":"b","places":1,"label":"末位"}]""", "/tail/1/label", "looks like the label of \"a\"")]
    // Ties and precedence.
    [InlineData("/ties", """["vote","vote"]""", "/ties/1", "is named before")]
    [InlineData("/ties", """["lot"]""", "/ties/0", "must be one of \"vote\", \"topShare\", \"negativeShare\", \"inspection\", \"precedence\"")]
    [InlineData("/units/0/precedence", "1", "/units/0/precedence", "has no effect: name \"precedence\" in ties, or leave it out")]
    // A veto that asks for the tail of another round.
    [InlineData("/vetoes/0/when", """{"again":"warned"}""", "/vetoes/0/when/of", "is missing")]
    [InlineData("/vetoes/0/when", """{"of":"social-2019"}""", "/vetoes/0/when/again", "is missing")]
    [InlineData("/vetoes/0/when", """{"again":"Warned!","of":"social-2019"}""", "/vetoes/0/when/again", "must be of small letters")]
    [InlineData("/vetoes/0/when", """{"again":"warned","of":"Social 2019"}""", "/vetoes/0/when/of", "must be of small letters")]
    [InlineData("/vetoes/0/when", """{"again":"warned","of":"self"}""", "/vetoes/0/when/of", "is the round itself")]
    [InlineData("/vetoes/0/when", """{"again":"warned","of":"social-2019","fact":"x"}""", "/vetoes/0/when", "has several; exactly one of")]
    // The catalogue.
    [InlineData("/components", """{"vote":100,"deductionCap":-1}""", "/components/deductionCap", "must be from 0 to 1000000, but is -1")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction"}]""", "/entries/0", "has neither; exactly one of points and levels is needed")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":1,"levels":{"a":1}}]""", "/entries/0", "has both; exactly one of points and levels is needed")]
    [InlineData("/entries", """[{"code":"late","kind":"daily","points":1}]""", "/entries/0/kind", "must be one of \"bonus\", \"deduction\"")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":0}]""", "/entries/0/points", "must be above 0")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":-1}]""", "/entries/0/points", "must be above 0")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":0.00001}]""", "/entries/0/points", "must have at most 4 decimals")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","levels":{"a":-1}}]""", "/entries/0/levels/a", "must be above 0")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","levels":{"A b":1}}]""", "/entries/0/levels/A b", "must be of small letters")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","levels":{}}]""", "/entries/0/levels", "names no level")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":1,"cap":-1}]""", "/entries/0/cap", "must be above 0")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":1,"cap":0}]""", "/entries/0/cap", "must be above 0")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":1,"same":"lowest"}]""", "/entries/0/same", "must be one of \"sum\", \"highest\"")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":1},{"code":"late","kind":"deduction","points":2}]""", "/entries/1/code", "\"late\" is used more than once")]
    [InlineData("/entries", """[{"code":"late","kind":"deduction","points":1,"criterion":"duty"}]""", "/entries/0/criterion", "\"duty\" is no assessed criterion")]
    public void A_fault_is_reported_by_its_pointer(string pointer, string json, string faultAt, string message)
    {
        var definition = Definitions.Sample();
        definition["id"] = "self";
        var fault = Assert.Single(Definitions.Read(definition.With(pointer, json)).Faults);

        Assert.Equal(faultAt, fault.Pointer);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.True(DomainTexts.KnowsFault(fault.Message), fault.Message);
    }

    [Theory]
    [InlineData("/entries", """[{"code":"e","kind":"bonus","points":1,"criterion":"leadership"}]""", "/entries/0/criterion", "must be left out")]
    [InlineData("/entries", """[{"code":"e","kind":"deduction","points":1,"criterion":"leadershp"}]""", "/entries/0/criterion", "did you mean \"leadership\"?")]
    public void An_entry_takes_points_of_an_assessed_criterion_only(string pointer, string json, string faultAt, string message)
    {
        var definition = Definitions.Inspected();
        definition["components"]!["bonusCap"] = 3;
        var fault = Assert.Single(Definitions.Read(definition.With(pointer, json)).Faults);

        Assert.Equal(faultAt, fault.Pointer);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.True(DomainTexts.KnowsFault(fault.Message), fault.Message);
    }

    [Fact]
    public void A_self_assessment_needs_a_criterion_that_the_catalogue_does_not_give()
    {
        var definition = Definitions.Inspected();
        var assessed = Definitions.Read(Definitions.Inspected()).Rules!.AssessedCriteria;
        var entries = string.Join(',', assessed.Select(criterion => $$"""{"code":"e-{{criterion.Code}}","kind":"deduction","points":1,"criterion":"{{criterion.Code}}"}"""));

        Assert.Equal("/components/self", Assert.Single(Definitions.Read(definition.With("/entries", $"[{entries}]")).Faults).Pointer);
    }

    [Theory]
    [InlineData("""{"vote":100}""")]
    [InlineData("""{"vote":100,"bonusCap":0}""")]
    public void A_bonus_cap_of_0_beside_bonuses_is_a_fault(string components)
    {
        var fault = Assert.Single(Definitions.Read(Definitions.Sample().With("/components", components).With("/entries", $"[{Honour}]")).Faults);

        Assert.Equal("/components/bonusCap", fault.Pointer);
        Assert.Contains("is 0, so no bonus of the catalogue counts", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deduction_cap_of_0_beside_deductions_is_a_fault()
    {
        var definition = Definitions.Sample().With("/components", """{"vote":100,"deductionCap":0}""").With("/entries", """[{"code":"late","kind":"deduction","points":1}]""");

        Assert.Equal("/components/deductionCap", Assert.Single(Definitions.Read(definition).Faults).Pointer);
    }

    [Fact]
    public void Every_unit_needs_a_precedence_where_ties_name_it()
    {
        var definition = Definitions.Sample().With("/ties", """["vote","precedence"]""").With("/units/0/precedence", "1").With("/units/1/precedence", "0");
        var faults = Definitions.Read(definition).Faults;

        Assert.Contains(faults, fault => fault is { Pointer: "/units/1/precedence" } && fault.Message.StartsWith("must be from 1 to", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault is { Pointer: "/units/2/precedence" } && fault.Message.StartsWith("is missing", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Pointer == "/units/0/precedence");
    }

    [Fact]
    public void Rules_with_these_forms_have_no_fault()
    {
        var definition = Definitions.Inspected()
            .With("/components/bonusCap", "3").With("/components/deductionCap", "5")
            .With("/entries", $$"""[{{Honour}},{"code":"late","kind":"deduction","points":0.5,"criterion":"leadership"}]""")
            .With("/tail", """[{"code":"warned","places":1,"below":75,"ties":"in","label":"预警"}]""")
            .With("/ties", """["vote","topShare","precedence"]""").With("/units/0/precedence", "1")
            .With("/grades", """[{"code":"a","min":90,"quota":0.3,"rounding":"halfUp"},{"code":"b","min":0}]""")
            .With("/vetoes", """[{"code":"again","when":{"again":"warned","of":"social-2019"},"effect":"last"}]""");
        var (rules, faults) = Definitions.Read(definition);

        Assert.Empty(faults);
        Assert.Equal((QuotaRounding.HalfUp, TailTies.In), (rules!.Grades[0].Rounding, rules.Tail![0].Ties));
    }
}
