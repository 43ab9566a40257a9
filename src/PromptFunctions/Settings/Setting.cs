using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace PromptFunctions.Settings;

/// <summary>A setting: a property of an options class that can be set.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo property;
    private readonly IReadOnlyList<ValidationAttribute> rules;

    private Setting(PropertyInfo property, string section, object defaults)
    {
        this.property = property;
        rules = [.. property.GetCustomAttributes<ValidationAttribute>().Select(rule => Type == typeof(double) ? Fractional(rule) : rule)];
        Key = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name;
        Name = string.Join(':', new[] { section, Key }.Where(part => part.Length > 0));
        Default = property.GetValue(defaults);
        Choices = property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? [.. allowed.Values.Select(Text)]
            : Type == typeof(bool) ? ["true", "false"]
            : Type.IsEnum ? Enum.GetNames(Type)
            : [];
    }

    /// <summary>Its name in its section; empty where it is the section's own value.</summary>
    public string Key { get; }

    /// <summary>Its whole name, such as <c>Routing:CacheSeconds</c>.</summary>
    public string Name { get; }

    /// <summary>What it is where nothing is said; null for nothing.</summary>
    public object? Default { get; }

    /// <summary>Whether names of the user's own stand below it.</summary>
    public bool IsOpen => typeof(IDictionary).IsAssignableFrom(Type);

    /// <summary>The smallest and the largest value; null where it has no range.</summary>
    public (string Least, string Most)? Range => rules.OfType<RangeAttribute>().FirstOrDefault() is { } range ? (Text(range.Minimum), Text(range.Maximum)) : null;

    /// <summary>The values that it may have; none where they are not to be counted.</summary>
    public IReadOnlyList<string> Choices { get; }

    private Type Type => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private string Fault => $"{Name} must be {Allowed}.";

    private string Allowed => (Range, Choices) switch
    {
        ({ } bounds, _) => $"{Kind} from {bounds.Least} to {bounds.Most}",
        (null, { Count: > 0 }) => string.Join(" or ", Choices),
        _ => Kind,
    };

    private string Kind => IsOpen ? $"names with values, such as {Name}:name"
        : Type == typeof(Uri) ? "an address"
        : Type == typeof(int) || Type == typeof(long) ? "a whole number"
        : Type == typeof(double) ? "a number"
        : $"a {Type.Name}";

    /// <summary>The name of an options class's section.</summary>
    /// <exception cref="ArgumentException">The class names none.</exception>
    public static string SectionOf(Type options) =>
        options.GetField("Section")?.GetRawConstantValue() as string ?? throw new ArgumentException($"{options} has no constant Section.", nameof(options));

    /// <summary>All settings of an options class.</summary>
    public static IReadOnlyList<Setting> Of(Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        return [.. options.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => new Setting(property, SectionOf(options), defaults))];
    }

    /// <summary>A value as it is written.</summary>
    public static string Text(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Sets it to what the section says, where that can be read.</summary>
    public void Apply(IConfiguration section, object options)
    {
        if (IsSaid(section) && Read(section) is { } value) property.SetValue(options, value);
    }

    /// <summary>What is wrong with it; null where nothing is. The value itself is not shown: it may be a secret at the wrong place.</summary>
    public string? FaultIn(IConfiguration section, object options)
    {
        if (IsSaid(section) && Read(section) is null) return Fault;
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = Name };
        var broken = rules.FirstOrDefault(rule => rule.GetValidationResult(property.GetValue(options), context) is not null);
        return broken switch
        {
            null => null,
            RangeAttribute or AllowedValuesAttribute => Fault,
            _ => broken.FormatErrorMessage(Name),
        };
    }

    // A range in whole numbers would round the value first: 60.4 would be 60, and 1E+12 an overflow.
    private static ValidationAttribute Fractional(ValidationAttribute rule) =>
        rule is RangeAttribute { Minimum: int least, Maximum: int most } ? new RangeAttribute((double)least, (double)most) : rule;

    // Where nothing is the default, an empty value says nothing; elsewhere it is a value, and a wrong one.
    private bool IsSaid(IConfiguration section) => At(section) switch
    {
        { Value.Length: > 0 } => true,
        { Value: "" } => Default is not null && !IsOpen,
        var empty => Key.Length > 0 && empty.GetChildren().Any(),
    };

    private object? Read(IConfiguration section)
    {
        try
        {
            return At(section).Get(property.PropertyType, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private IConfigurationSection At(IConfiguration section) => Key.Length == 0 ? (IConfigurationSection)section : section.GetSection(Key);
}
