using System.Reflection;
using Evaluation.Cluster.Engine;
using Evaluation.Runtime;
using Orleans.Placement;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>Every kind of grain has an Orleans type.</summary>
public sealed class ActivationsTests
{
    [Fact]
    public void Every_kind_of_grain_has_its_activation()
    {
        var kinds = typeof(IAggregate<,,>).Assembly.GetTypes().Select(type => type.GetField("KindName")).OfType<FieldInfo>().Select(field => (string)field.GetRawConstantValue()!).ToArray();
        var activations = Activations().Select(type => type.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value as string);
        Assert.Equal(15, kinds.Length);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), activations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_activation_is_placed_at_random()
        => Assert.All(Activations(), type => Assert.True(type.IsDefined(typeof(RandomPlacementAttribute), inherit: false), type.Name));

    private static IEnumerable<Type> Activations()
        => typeof(Activation<>).Assembly.GetTypes().Where(type => type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(Activation<>));
}
