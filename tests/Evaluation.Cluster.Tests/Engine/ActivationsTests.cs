using Evaluation.Cluster.Engine;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>The kinds of grains, as silos know them.</summary>
public sealed class ActivationsTests
{
    [Fact]
    public void Every_kind_of_grain_has_its_activation()
    {
        var kinds = typeof(GrainId).GetFields().Where(field => field.IsLiteral && field.Name.EndsWith("Kind", StringComparison.Ordinal)).Select(field => (string)field.GetRawConstantValue()!);
        var activations = typeof(Activation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Activation)))
            .Select(type => type.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value as string);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), activations.Order(StringComparer.Ordinal));
    }
}
