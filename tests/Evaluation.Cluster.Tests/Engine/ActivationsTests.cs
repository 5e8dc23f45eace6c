using System.Reflection;
using Evaluation.Cluster.Engine;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>Every kind of grain has an Orleans type.</summary>
public sealed class ActivationsTests
{
    [Fact]
    public void Every_kind_of_grain_has_its_activation()
    {
        var kinds = typeof(IAggregate<,,>).Assembly.GetTypes().Select(type => type.GetField("KindName")).OfType<FieldInfo>().Select(field => (string)field.GetRawConstantValue()!).ToArray();
        var activations = typeof(Activation<>).Assembly.GetTypes().Where(type => type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(Activation<>))
            .Select(type => type.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value as string);
        Assert.Equal(7, kinds.Length);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), activations.Order(StringComparer.Ordinal));
    }
}
