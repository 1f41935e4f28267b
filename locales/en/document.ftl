### Roles, forms and facts.
