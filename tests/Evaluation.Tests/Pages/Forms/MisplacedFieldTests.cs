using Evaluation.Gateway.Pages.Administrator.Definition;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>Fields that no form of this site has.</summary>
public sealed class MisplacedFieldTests
{
    [Theory]
    [InlineData("/groups/-1/code")]
    [InlineData("/groups/+1/code")]
    [InlineData("/groups/ 1/code")]
    [InlineData("/groups/2000/code")]
    [InlineData("/groups/99999999999/code")]
    [InlineData("/groups/first/code")]
    [InlineData("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r")]
    public void A_field_at_no_place_of_a_definition_is_a_fault_at_its_pointer(string pointer)
    {
        var form = DefinitionForm.Read(Fields(("/groups/0/code", "npc"), (pointer, "x")), Given.Rules);
        var definition = form.ToDefinition();
        Assert.Null(definition.Rules);
        Assert.Contains(definition.Faults, fault => fault.Pointer == pointer);
        Assert.Equal("npc", form.Tree.Text("/groups/0/code"));
    }

    [Theory]
    [InlineData("/policies/dontKnow/kind/x")]
    [InlineData("/policies/dontKnow/kind/0")]
    [InlineData("/vetoes/0/effect/kind/x")]
    public void A_field_below_a_choice_is_a_fault_of_the_definition(string pointer) =>
        Assert.NotEmpty(DefinitionForm.Read(Fields((pointer, "x")), Given.Rules).ToDefinition().Faults);

    private static IEnumerable<KeyValuePair<string, StringValues>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, new StringValues(field.Value)));
}
