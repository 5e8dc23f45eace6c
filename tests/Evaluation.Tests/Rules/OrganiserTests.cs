using System.Text;
using Evaluation.Rules;

namespace Evaluation.Tests.Rules;

/// <summary>The body that holds a round, in the definition.</summary>
public sealed class OrganiserTests
{
    [Fact]
    public void An_organiser_is_read_with_its_contact_and_written_back()
    {
        var (rules, faults) = Definitions.Read(Definitions.Smallest().With(
            "/organiser", """{"name": {"zh": "效能办", "en": "Efficiency office"}, "phone": "0000-8812345", "email": "office@city.example", "hours": "工作日", "address": null}"""));

        Assert.Empty(faults);
        Assert.Equal(new Organiser(new("效能办", "Efficiency office"), "0000-8812345", "office@city.example", new("工作日")), rules!.Organiser);
        Assert.Contains("\"organiser\"", Encoding.UTF8.GetString(RulesJson.Write(rules)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_without_an_organiser_is_written_without_one()
    {
        Assert.DoesNotContain("organiser", Encoding.UTF8.GetString(RulesJson.Write(Definitions.Read(Definitions.Smallest()).Rules!)), StringComparison.Ordinal);
        Assert.Null(Definitions.Read(Definitions.Smallest().With("/organiser", "null")).Rules!.Organiser);
    }

    [Theory]
    [InlineData("""{"phone": "1"}""", "/organiser/name")]
    [InlineData("""{"name": "", "phone": "1"}""", "/organiser/name")]
    [InlineData("""{"name": "x", "email": "office"}""", "/organiser/email")]
    [InlineData("""{"name": "x", "email": "a@b@c"}""", "/organiser/email")]
    [InlineData("""{"name": "x", "email": "@city"}""", "/organiser/email")]
    [InlineData("""{"name": "x", "email": "a b@city"}""", "/organiser/email")]
    [InlineData("""{"name": "x", "fax": "1"}""", "/organiser/fax")]
    [InlineData("\"office\"", "/organiser")]
    public void A_fault_of_an_organiser_has_its_pointer(string organiser, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Definitions.Read(Definitions.Smallest().With("/organiser", organiser)).Faults).Pointer);
}
