-- The lists being loaded and their rows, for the time of one transaction.
CREATE TEMPORARY TABLE staged_list (
    list          integer PRIMARY KEY,
    workshop      text    NOT NULL,
    workshop_name text    NOT NULL,
    employer      text    NOT NULL,
    address       text    NOT NULL,
    month         integer NOT NULL,
    number        text    NOT NULL,
    contract_row  text    NOT NULL,
    rows          integer NOT NULL,
    days          integer NOT NULL,
    insured_wages bigint  NOT NULL,
    premium       bigint  NOT NULL,
    digest        bytea   NOT NULL,
    header_file   bytea   NOT NULL,
    rows_file     bytea   NOT NULL,
    -- Filled while loading: the workshop, the list it replaces, the list it became.
    workshop_id   bigint,
    replaces      bigint,
    list_id       bigint
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_row (
    list               integer NOT NULL,
    row                integer NOT NULL,
    insurance_number   text    NOT NULL,
    national_id        text,
    first_name         text    NOT NULL,
    last_name          text    NOT NULL,
    father_name        text    NOT NULL,
    search_key         text    NOT NULL,
    certificate_number text    NOT NULL,
    certificate_place  text    NOT NULL,
    birth_date         date,
    sex                text    NOT NULL,
    nationality        text    NOT NULL,
    job_code           text    NOT NULL,
    job_title          text    NOT NULL,
    days               integer NOT NULL,
    daily_wage         bigint  NOT NULL,
    monthly_wage       bigint  NOT NULL,
    benefits           bigint  NOT NULL,
    insured_wage       bigint  NOT NULL,
    total              bigint  NOT NULL,
    premium            bigint  NOT NULL
) ON COMMIT DROP;
